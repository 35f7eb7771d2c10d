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
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * The database server's time, read periodically and extrapolated by the monotonic clock in between,
 * so that a node whose own clock is wrong or jumps does not take over another node's lease.
 */
final class PostgresClock extends Clock {
  private record Reading(long serverMillis, long atNanos) {}

  private final DataSource source;
  private final long freshNanos;
  private final AtomicBoolean isBeingRead = new AtomicBoolean();
  private volatile Reading reading;

  /** Reads the server's time again once a reading is as old as {@code fresh}. */
  PostgresClock(DataSource source, Duration fresh) {
    this.source = source;
    this.freshNanos = fresh.toNanos();
    this.reading = read();
  }

  @Override
  public long millis() {
    // by one thread: callers may hold a connection, and if each needed a second one, the pool
    // would be exhausted
    if (System.nanoTime() - reading.atNanos > freshNanos
        && isBeingRead.compareAndSet(false, true)) {
      try {
        reading = read();
      } finally {
        isBeingRead.set(false);
      }
    }
    Reading last = reading;
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
      throw new IllegalStateException("the database's time cannot be read", e);
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
