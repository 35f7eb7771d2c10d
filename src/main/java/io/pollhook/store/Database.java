package io.pollhook.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;

/**
 * All durable state. Writes go through {@link #write}, one transaction each; reads that decide
 * nothing go through {@link #read} and never wait for a writer.
 */
public final class Database implements AutoCloseable {
  /** Where the migrations are: not where a host application's Flyway looks. */
  private static final String MIGRATIONS = "classpath:io/pollhook/db/migration";

  private final Dialect dialect;
  private final Writing writing;
  private final Jdbi reading;
  private final Clock clock;
  private final AutoCloseable guard;

  /** Over a pool that reads and writes. */
  Database(Dialect dialect, HikariDataSource pool, Clock clock) {
    this.dialect = dialect;
    this.reading = prepared(Jdbi.create(pool));
    this.writing = reading::inTransaction;
    this.clock = clock;
    this.guard = pool;
    // on connections of its own: one waits in a transaction while another one migrates
    migration()
        .dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword())
        .load()
        .migrate();
  }

  /** Over a database of a host application, in a schema of its own; closes nothing. */
  Database(HostConnections connections, Clock clock) {
    this.dialect = Dialect.POSTGRESQL;
    this.reading = prepared(Jdbi.create(connections));
    this.writing = reading::inTransaction;
    this.clock = clock;
    this.guard = () -> {};
    connections.migrate(migration());
  }

  /**
   * Over a database with one writer.
   *
   * @param pool reads
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
    migration().dataSource(pool).load().migrate();
  }

  /** How a transaction is run. */
  @FunctionalInterface
  private interface Writing {
    <T, X extends Exception> T run(HandleCallback<T, X> work) throws X;
  }

  private Jdbi prepared(Jdbi jdbi) {
    return jdbi.define("skipLocked", dialect.skipLocked())
        .define("share", dialect.share())
        .define("forUpdate", dialect.forUpdate())
        .define("bodyContains", dialect.bodyContains());
  }

  private FluentConfiguration migration() {
    return Flyway.configure(Database.class.getClassLoader())
        .locations(MIGRATIONS)
        .placeholders(dialect.migrationPlaceholders());
  }

  /** The clock of leases and due times: on PostgreSQL the server's, the same for all nodes. */
  public Clock clock() {
    return clock;
  }

  /** Now, by {@link #clock}, in epoch milliseconds. */
  public long now() {
    return clock.millis();
  }

  public Dialect dialect() {
    return dialect;
  }

  /** Runs one transaction: all of it is durable when this returns, or none of it. */
  public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
    return writing.run(work);
  }

  /** {@link #write} for what returns nothing. */
  public <X extends Exception> void writing(HandleConsumer<X> work) throws X {
    write(
        handle -> {
          work.useHandle(handle);
          return null;
        });
  }

  /** Reads what is committed. */
  public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
    return reading.withHandle(work);
  }

  @Override
  public void close() {
    try {
      guard.close();
    } catch (Exception e) {
      throw new IllegalStateException("the database does not close", e);
    }
  }
}
