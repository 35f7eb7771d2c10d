package io.pollhook.delivery;

import io.pollhook.delivery.NotificationRecord.Status;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Selects notifications; a null component sets no condition.
 *
 * @param status {@code NEW} finds {@code DISPATCHED} ones, too: neither has been delivered
 * @param objectType as in events
 * @param from the earliest time of creation, inclusive, to the millisecond
 * @param to the time of creation, exclusive
 * @param text a text in the body, such as an object's id
 */
public record NotificationFilter(
    Status status, String objectType, Instant from, Instant to, String text) {
  /** Finds every notification. */
  public static final NotificationFilter ALL = new NotificationFilter(null, null, null, null, null);

  /**
   * Returns conditions to append to a WHERE clause that already has one; all but that on the text.
   */
  String sql() {
    return condition(status == null ? null : status(status))
        + condition(objectType == null ? null : "object_type = :objectType")
        + condition(from == null ? null : "created_at >= :createdFrom")
        + condition(to == null ? null : "created_at < :createdTo");
  }

  /** Returns an expression that is positive if the body contains the text, or if there is none. */
  String position() {
    return text == null ? "1" : "<bodyContains>";
  }

  private static String condition(String sql) {
    return sql == null ? "" : " AND " + sql;
  }

  private static String status(Status status) {
    return switch (status) {
      case NEW -> "settled_at IS NULL";
      case DISPATCHED -> "settled_at IS NULL AND attempts > 0";
      case NOTIFIED -> "settled_at IS NOT NULL AND failed = 0";
      case FAILED -> "settled_at IS NOT NULL AND failed = 1";
    };
  }

  <S extends SqlStatement<S>> S bindTo(S statement) {
    if (objectType != null) {
      statement.bind("objectType", Json.key(objectType));
    }
    if (from != null) {
      statement.bind("createdFrom", millis(from));
    }
    if (to != null) {
      statement.bind("createdTo", millis(to));
    }
    if (text != null) {
      statement.bind("contained", Json.key(text).getBytes(StandardCharsets.UTF_8));
    }
    return statement;
  }

  /** Converts to milliseconds, rounded up so that the next millisecond is the first that counts. */
  private static long millis(Instant time) {
    try {
      long millis = time.toEpochMilli();
      return Instant.ofEpochMilli(millis).isBefore(time) ? millis + 1 : millis;
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
