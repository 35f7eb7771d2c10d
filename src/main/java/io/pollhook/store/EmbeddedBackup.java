package io.pollhook.store;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Copies the embedded database while the program runs, and restores copies while it does not. */
public final class EmbeddedBackup {
  private EmbeddedBackup() {}

  /**
   * Writes a consistent copy of the database, readable by its owner only. A running program does
   * not wait for it.
   *
   * @param file must not exist yet; it is created once the copy is complete and on disk
   * @return the size of the copy in bytes
   */
  public static long write(Settings settings, Path file) throws IOException {
    requireEmbedded(settings, "use pg_dump for PostgreSQL");
    Path source = DirectConnection.file(settings);
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException("there is no directory " + directory);
    }
    if (Files.exists(file)) {
      throw new IOException(file + " already exists; a backup does not replace a file");
    }
    Path draft = directory.resolve(file.getFileName() + ".part");
    Files.deleteIfExists(draft);
    try {
      PrivateFiles.createFile(draft);
      try (Handle handle = DirectConnection.sqlite(source)) {
        handle.execute("VACUUM INTO ?", draft.toString());
      }
      force(draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.forceDirectory(directory);
      return Files.size(file);
    } catch (JdbiException e) {
      throw new IOException("the database cannot be copied to " + file + ": " + e.getCause(), e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Restores a copy into a data directory without a database; existing secrets there are kept.
   *
   * @throws ConfigurationError if the directory has a database or is in use
   * @throws IOException if the file is damaged or not a backup of Pollhook's database
   */
  public static void restore(Settings settings, Path file) throws IOException {
    requireEmbedded(settings, "use pg_restore for PostgreSQL");
    if (!Files.isRegularFile(file)) {
      throw new IOException("there is no file " + file);
    }
    Path directory = settings.dataDir();
    Path draft = directory.resolve(Databases.FILE + ".restored");
    DirectoryLock lock = DirectoryLock.take(directory);
    try {
      Files.deleteIfExists(draft);
      requireNoDatabase(directory);
      PrivateFiles.createFile(draft);
      try (OutputStream copy = Files.newOutputStream(draft)) {
        long unused = Files.copy(file, copy);
      }
      PrivateFiles.repair(directory);
      check(draft, file);
      force(draft);
      Files.move(draft, directory.resolve(Databases.FILE), StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.forceDirectory(directory);
    } finally {
      Files.deleteIfExists(draft);
      lock.close();
    }
  }

  private static void requireEmbedded(Settings settings, String instead) {
    if (!settings.databaseUrl().isEmpty()) {
      throw new ConfigurationError(
          "pollhook.database.url is set: this command is for the embedded database; " + instead);
    }
  }

  /** Also refuses a log (-wal) left by an old database: SQLite would apply it to the new one. */
  private static void requireNoDatabase(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Databases.FILE + "*")) {
      if (files.iterator().hasNext()) {
        throw new ConfigurationError(
            "pollhook.data-dir "
                + directory.toAbsolutePath()
                + " already has a database; a backup is only restored into an empty directory");
      }
    }
  }

  private static void check(Path copy, Path original) throws IOException {
    try (Handle handle = DirectConnection.sqlite(copy)) {
      String result = handle.createQuery("PRAGMA quick_check").mapTo(String.class).first();
      if (!result.equals("ok")) {
        throw new IOException(original + " is damaged: " + result);
      }
      handle.execute("SELECT COUNT(*) FROM instances");
    } catch (JdbiException e) {
      throw new IOException(original + " is not a backup of Pollhook's database", e);
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
