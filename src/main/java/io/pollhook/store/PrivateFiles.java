package io.pollhook.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restricts the data directory to its owner: the directory 0700, Pollhook's files in it 0600. A
 * file system without POSIX permissions is left as it is.
 */
public final class PrivateFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);

  /** The database with its -wal and -shm, the lock, and the secrets. */
  private static final String OURS =
      "{pollhook.db,pollhook.db-*,pollhook.lock,secrets.properties*}";

  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /** Creates the directory unless it exists; its parents get the usual permissions. */
  public static void createDirectory(Path directory) throws IOException {
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectories(directory, attributes(directory, DIRECTORY));
  }

  /** Creates an empty file unless it exists. */
  public static void createFile(Path file) throws IOException {
    try {
      Files.createFile(file, newFile(file));
    } catch (FileAlreadyExistsException e) {
      LOG.debug("{} already exists", file);
    }
  }

  /**
   * Makes files that were created or renamed in a directory survive a power cut. Windows does so by
   * itself, and cannot open directories.
   */
  public static void forceDirectory(Path directory) throws IOException {
    if (hasPermissions(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** The attributes of a new file that only its owner may read and write. */
  public static FileAttribute<?>[] newFile(Path file) {
    return attributes(file, FILE);
  }

  /** Removes the permissions of others on the directory and its files; logs the changes. */
  public static void repair(Path directory) throws IOException {
    if (!Files.isDirectory(directory) || !hasPermissions(directory)) {
      return;
    }
    List<Path> repaired = new ArrayList<>();
    if (tighten(directory, DIRECTORY)) {
      repaired.add(directory);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, OURS)) {
      for (Path file : files) {
        if (Files.isRegularFile(file) && tighten(file, FILE)) {
          repaired.add(file);
        }
      }
    }
    if (!repaired.isEmpty()) {
      LOG.warn(
          "other users of this machine had access to {}; now only the owner has. If they may have"
              + " read the secrets there, replace those",
          repaired);
    }
  }

  /** Removes all other permissions; returns whether there were any and they are gone. */
  private static boolean tighten(Path path, Set<PosixFilePermission> allowed) throws IOException {
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(path);
    if (allowed.containsAll(found)) {
      return false;
    }
    found.retainAll(allowed);
    try {
      Files.setPosixFilePermissions(path, found);
      return true;
    } catch (IOException e) {
      LOG.warn(
          "other users of this machine have access to {}, which cannot be changed: {}", path, e);
      return false;
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return hasPermissions(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
