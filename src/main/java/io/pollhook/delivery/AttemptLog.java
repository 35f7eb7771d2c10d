package io.pollhook.delivery;

import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the last {@value #KEPT} attempts of each notification for as long as the notification
 * itself.
 */
public final class AttemptLog {
  /** The number of attempts kept per notification. */
  static final int KEPT = 20;

  private final Database database;

  AttemptLog(Database database) {
    this.database = database;
  }

  /**
   * Adds attempts in the transaction that settles them; attempts already stored are left unchanged.
   */
  static void write(Handle handle, List<Receipt> receipts) {
    try (PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO attempts (seq, attempt, attempted_at, duration_ms, status_code, error,"
                + " answer) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (seq, attempt) DO NOTHING")) {
      for (Receipt receipt : receipts) {
        AttemptResult outcome = receipt.outcome();
        batch.add(
            receipt.seq(),
            receipt.number(),
            receipt.startedAt(),
            receipt.duration().toMillis(),
            outcome.status(),
            escaped(outcome.error()),
            escaped(outcome.answer()));
      }
      batch.execute();
    }
    receipts.stream()
        .filter(receipt -> receipt.number() > KEPT)
        .forEach(
            receipt ->
                handle.execute(
                    "DELETE FROM attempts WHERE seq = ? AND attempt <= ?",
                    receipt.seq(),
                    receipt.number() - KEPT));
  }

  /**
   * Returns the last {@value #KEPT} attempts of a notification, oldest first; empty if there are
   * none or the notification does not exist. The most recent few seconds may be missing, because
   * attempts are written together with the instance's next ones.
   */
  public List<AttemptRecord> of(String notificationId) {
    return database.read(
        handle ->
            handle
                .select(
                    "SELECT a.attempted_at, a.duration_ms, a.status_code, a.error, a.answer"
                        + " FROM attempts a JOIN notifications n ON n.seq = a.seq"
                        + " WHERE n.id = ? ORDER BY a.attempt",
                    notificationId)
                .map(AttemptLog::row)
                .list());
  }

  private static AttemptRecord row(ResultSet row, StatementContext context) throws SQLException {
    int status = row.getInt("status_code");
    Integer statusCode = row.wasNull() ? null : Integer.valueOf(status);
    return new AttemptRecord(
        Instant.ofEpochMilli(row.getLong("attempted_at")),
        statusCode,
        unescaped(row.getString("error")),
        Duration.ofMillis(row.getLong("duration_ms")),
        unescaped(row.getString("answer")));
  }

  private static String escaped(String text) {
    return text == null ? null : Json.key(text);
  }

  private static String unescaped(String text) {
    return text == null ? null : Json.unkey(text);
  }
}
