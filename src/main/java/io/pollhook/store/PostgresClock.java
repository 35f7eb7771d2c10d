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
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private record Reading(long serverMillis, long atNanos) {}

  /** Reads the server's time in epoch milliseconds. */
  static final String READ = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

  private final DataSource source;
  private final long freshNanos;
  private final AtomicBoolean isBeingRead = new AtomicBoolean();
  private volatile Reading reading;
  private volatile long nextReadNanos;

  /**
   * Reads the server's time again once a reading is as old as {@code fresh}; while that fails, the
   * last reading is extrapolated.
   *
   * @throws IllegalStateException if the first reading fails
   */
  PostgresClock(DataSource source, Duration fresh) {
    this.source = source;
    this.freshNanos = fresh.toNanos();
    try (Connection connection = source.getConnection()) {
      read(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the database's time cannot be read", e);
    }
  }

  @Override
  public long millis() {
    // by one thread: callers may hold a connection, and if each needed a second one, the pool
    // would be exhausted
    if (System.nanoTime() - nextReadNanos > 0 && isBeingRead.compareAndSet(false, true)) {
      try (Connection connection = source.getConnection()) {
        read(connection);
      } catch (SQLException e) {
        // whoever needs the database finds out, and says so
        nextReadNanos = System.nanoTime() + RETRY_NANOS;
      } finally {
        isBeingRead.set(false);
      }
    }
    Reading last = reading;
    return last.serverMillis + (System.nanoTime() - last.atNanos) / 1_000_000;
  }

  /** Reads the server's time on a given connection, and returns it in epoch milliseconds. */
  long read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      long before = System.nanoTime();
      try (ResultSet row = statement.executeQuery(READ)) {
        row.next();
        long now = System.nanoTime();
        reading = new Reading(row.getLong(1), before + (now - before) / 2);
        nextReadNanos = now + freshNanos;
        return reading.serverMillis;
      }
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
