package io.pollhook.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * The database server's time, read now and then and carried on by the monotonic clock in between,
 * so that a node whose own clock is wrong or jumps takes no lease away from another.
 */
final class PostgresClock extends Clock {
  private static final long FRESH_NANOS = Duration.ofSeconds(30).toNanos();

  private record Reading(long serverMillis, long atNanos) {}

  private final DataSource source;
  private volatile Reading reading;

  PostgresClock(DataSource source) {
    this.source = source;
    this.reading = read();
  }

  @Override
  public long millis() {
    Reading last = reading;
    if (System.nanoTime() - last.atNanos > FRESH_NANOS) {
      last = read();
      reading = last;
    }
    return last.serverMillis + (System.nanoTime() - last.atNanos) / 1_000_000;
  }

  private Reading read() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      long before = System.nanoTime();
      try (ResultSet row =
          statement.executeQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")) {
        row.next();
        return new Reading(row.getLong(1), before + (System.nanoTime() - before) / 2);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not tell its time", e);
    }
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
