package io.pollhook.durability;

import static org.awaitility.Awaitility.await;

import io.pollhook.process.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL with a synchronous replica by streaming replication, each a server of its own. */
final class ReplicatedPostgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path primaryFiles;
  private final EmbeddedPostgres primary;
  private final EmbeddedPostgres replica;

  private ReplicatedPostgres(
      Path primaryFiles, EmbeddedPostgres primary, EmbeddedPostgres replica) {
    this.primaryFiles = primaryFiles;
    this.primary = primary;
    this.replica = replica;
  }

  /** Starts both with their files below a directory; returns once the replica is synchronous. */
  static ReplicatedPostgres start(Path directory) throws IOException {
    Path files = directory.resolve("primary");
    int port = Ports.free();
    server(files, port).close(); // creates the files, which the replica begins with
    Path copies = directory.resolve("replica");
    copy(files, copies);
    Files.createFile(copies.resolve("standby.signal"));
    Files.writeString(
        copies.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(port),
        StandardOpenOption.APPEND);
    EmbeddedPostgres primary = server(files, port);
    EmbeddedPostgres replica = server(copies, Ports.free());
    ReplicatedPostgres both = new ReplicatedPostgres(files, primary, replica);
    execute(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'");
    execute(primary, "SELECT pg_reload_conf()");
    await().atMost(PATIENCE).until(both::isSynchronous);
    return both;
  }

  private static EmbeddedPostgres server(Path files, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(files)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("synchronous_commit", "on") // off by default in tests
        .start();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
  }

  private boolean isSynchronous() throws SQLException {
    try (Connection connection = primary.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet standby = statement.executeQuery("SELECT sync_state FROM pg_stat_replication")) {
      return standby.next() && standby.getString(1).equals("sync");
    }
  }

  /** The JDBC URL that names both, and that connects to the one that accepts writes. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/postgres?user=postgres&targetServerType=primary"
        .formatted(primary.getPort(), replica.getPort());
  }

  /** Kills the primary's processes, which end without a word to their clients. */
  void killPrimary() throws IOException {
    List<String> lines = Files.readAllLines(primaryFiles.resolve("postmaster.pid"));
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Makes the replica accept writes. */
  void promoteReplica() {
    execute(replica, "SELECT pg_promote()");
  }

  private static void execute(EmbeddedPostgres server, String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    try {
      replica.close();
      primary.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
