package io.pollhook.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Holds all durable state. Writes go through {@link #write}, one transaction each; reads on which
 * no write depends go through {@link #read} and never wait for a writer.
 */
public final class Database implements AutoCloseable {
  private final Dialect dialect;
  private final Writing writing;
  private final Jdbi reading;
  private final Clock clock;
  private final AutoCloseable guard;

  /** Uses one pool for reads and writes. */
  Database(Dialect dialect, HikariDataSource pool, Clock clock) {
    this.dialect = dialect;
    this.reading = prepared(Jdbi.create(pool));
    this.writing = reading::inTransaction;
    this.clock = clock;
    this.guard = pool;
    // on separate connections: Flyway holds one in a transaction while another one migrates
    migrate(flyway -> flyway.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
  }

  /** Uses the database of a host application, in a separate schema; closes nothing. */
  Database(HostConnections connections, Clock clock) {
    this.dialect = Dialect.POSTGRESQL;
    this.reading = prepared(Jdbi.create(connections));
    this.writing = this::inBoundedTransaction;
    this.clock = clock;
    this.guard = () -> {};
    migrate(connections::migrates);
  }

  /**
   * Uses a database with one writer.
   *
   * @param pool the connections for reads
   * @param guard closed last
   */
  Database(
      Dialect dialect,
      WriterConnection writer,
      HikariDataSource pool,
      Clock clock,
      AutoCloseable guard) {
    this.dialect = dialect;
    this.reading = prepared(Jdbi.create(pool));
    this.writing = new GroupCommit(prepared(Jdbi.create(writer)), writer)::run;
    this.clock = clock;
    this.guard =
        () -> {
          pool.close();
          guard.close();
        };
    migrate(flyway -> flyway.dataSource(pool));
  }

  /** Runs a transaction. */
  @FunctionalInterface
  private interface Writing {
    <T, X extends Exception> T run(HandleCallback<T, X> work) throws X;
  }

  private Jdbi prepared(Jdbi jdbi) {
    return jdbi.define("skipLocked", dialect.skipLocked())
        .define("share", dialect.share())
        .define("forUpdate", dialect.forUpdate())
        .define("bodyContains", dialect.bodyContains())
        .define("endOfGap", dialect.endOfGap());
  }

  /** Sets the timeout per transaction: a host's connections must not be configured permanently. */
  private <T, X extends Exception> T inBoundedTransaction(HandleCallback<T, X> work) throws X {
    return reading.inTransaction(
        handle -> {
          handle.execute(
              "SET LOCAL idle_in_transaction_session_timeout = "
                  + Databases.LONGEST_IDLE_TRANSACTION.toMillis());
          return work.withHandle(handle);
        });
  }

  private void migrate(UnaryOperator<FluentConfiguration> target) {
    try {
      Migrations.apply(dialect, target);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The clock of leases and due times; on PostgreSQL it is the server's, shared by all nodes. */
  public Clock clock() {
    return clock;
  }

  /** The current time of {@link #clock} in epoch milliseconds. */
  public long now() {
    return clock.millis();
  }

  /**
   * The current time in epoch milliseconds, read from the server within a transaction instead of
   * extrapolated; {@link #clock} continues from it.
   */
  long now(Handle handle) throws SQLException {
    return clock instanceof PostgresClock server
        ? server.read(handle.getConnection())
        : clock.millis();
  }

  public Dialect dialect() {
    return dialect;
  }

  /**
   * Runs one transaction, which is durable when this returns; if this throws, nothing is written.
   */
  public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
    return writing.run(work);
  }

  /** Runs a transaction without a result; see {@link #write}. */
  public <X extends Exception> void writing(HandleConsumer<X> work) throws X {
    write(
        handle -> {
          work.useHandle(handle);
          return null;
        });
  }

  /** Reads committed data. */
  public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
    return reading.withHandle(work);
  }

  @Override
  public void close() {
    try {
      guard.close();
    } catch (Exception e) {
      throw new IllegalStateException("the database could not be closed", e);
    }
  }
}
