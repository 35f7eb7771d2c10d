package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No other user of the machine can read the data directory. */
class PrivateFilesTest {
  @TempDir Path parent;

  @Test
  void databaseIsCreatedForItsOwnerOnly() throws IOException {
    Path data = parent.resolve("not/yet/there");
    try (Database database = Databases.sqlite(data, Clock.systemUTC())) {
      write(database);

      assertThat(permissions(data))
          .containsEntry("", "rwx------")
          .containsEntry("pollhook.lock", "rw-------")
          .containsEntry("pollhook.db", "rw-------")
          .containsEntry("pollhook.db-wal", "rw-------")
          .containsEntry("pollhook.db-shm", "rw-------");
    }
  }

  @Test
  void loosenedFilesAreRepairedAtTheNextStart() throws IOException {
    Path data = parent.resolve("data");
    Databases.sqlite(data, Clock.systemUTC()).close();
    for (String file : new String[] {"secrets.properties", "pollhook.db-wal", "notes.txt"}) {
      Files.writeString(data.resolve(file), "");
    }
    loosen(data);

    try (Database database = Databases.sqlite(data, Clock.systemUTC())) {
      write(database);

      assertThat(permissions(data))
          .containsEntry("", "rwx------")
          .containsEntry("secrets.properties", "rw-------")
          .containsEntry("pollhook.lock", "rw-------")
          .containsEntry("pollhook.db", "rw-------")
          .containsEntry("pollhook.db-wal", "rw-------")
          .containsEntry("pollhook.db-shm", "rw-------")
          .containsEntry("notes.txt", "rw-rw-rw-");
    }
  }

  @Test
  void stricterPermissionsAreKept() throws IOException {
    Path secrets = Files.writeString(parent.resolve("secrets.properties"), "");
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("r--------"));

    PrivateFiles.repair(parent);

    assertThat(permissions(parent)).containsEntry("secrets.properties", "r--------");
  }

  private static void write(Database database) {
    database.writing(
        handle -> handle.execute("INSERT INTO properties (name, value) VALUES ('a', 'b')"));
  }

  private static void loosen(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
      }
    }
  }

  /** Returns permissions by file name; the name of the directory itself is empty. */
  private static Map<String, String> permissions(Path directory) throws IOException {
    Map<String, String> permissions = new TreeMap<>();
    permissions.put("", text(directory));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        permissions.put(file.getFileName().toString(), text(file));
      }
    }
    return permissions;
  }

  private static String text(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
