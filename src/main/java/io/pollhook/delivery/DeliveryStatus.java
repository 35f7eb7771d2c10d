package io.pollhook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The delivery status of one instance, as shown to people.
 *
 * @param active whether anything is delivered at all
 * @param held whether the retries are used up, so that the callback is only probed occasionally
 * @param waiting the number of notifications not delivered yet
 * @param attempts the number of failed attempts in a row
 * @param nextAttempt when the next attempt is due; null if nothing waits or delivery is inactive
 * @param lastError why the last attempt failed; null if it succeeded
 */
public record DeliveryStatus(
    boolean active,
    boolean held,
    long waiting,
    int attempts,
    Instant nextAttempt,
    String lastError) {

  /** Reads a status from the lane's row. */
  public static final class Mapper implements RowMapper<DeliveryStatus> {
    @Override
    public DeliveryStatus map(ResultSet row, StatementContext context) throws SQLException {
      boolean active = row.getInt("active") == 1;
      long waiting = row.getLong("waiting");
      long dueAt = row.getLong("due_at");
      return new DeliveryStatus(
          active,
          row.getInt("held") == 1,
          waiting,
          row.getInt("attempts"),
          active && waiting > 0 ? Instant.ofEpochMilli(dueAt) : null,
          row.getString("last_error"));
    }
  }
}
