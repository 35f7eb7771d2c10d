package io.pollhook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A lane with notifications to send.
 *
 * @param host host and port of its callback
 * @param slow whether its last attempt timed out
 * @param retrying whether its last attempt failed
 * @param reported whether operators know that its callback is held
 * @param dueAt epoch milliseconds
 */
record Lane(
    long instanceId, String host, boolean slow, boolean retrying, boolean reported, long dueAt) {

  /** Reads a lane's row. */
  public static final class Mapper implements RowMapper<Lane> {
    @Override
    public Lane map(ResultSet row, StatementContext context) throws SQLException {
      return new Lane(
          row.getLong("instance_id"),
          row.getString("host"),
          row.getInt("slow") == 1,
          row.getInt("attempts") > 0,
          row.getInt("reported") == 1,
          row.getLong("due_at"));
    }
  }
}
