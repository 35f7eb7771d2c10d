package io.pollhook.store;

import io.pollhook.settings.ConfigurationError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks a data directory against other processes until the process that holds the lock ends. */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Acquires the lock; creates the directory if there is none.
   *
   * @throws ConfigurationError if the directory is in use or cannot be written
   */
  static DirectoryLock take(Path directory) {
    FileChannel channel = null;
    try {
      PrivateFiles.createDirectory(directory);
      Path file = directory.resolve("pollhook.lock");
      PrivateFiles.createFile(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DirectoryLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // held by this process itself: handled like another process
    } catch (IOException e) {
      throw new ConfigurationError("pollhook.data-dir " + directory + " cannot be used: " + e);
    }
    closeQuietly(channel);
    throw new ConfigurationError(
        "pollhook.data-dir " + directory.toAbsolutePath() + " is in use by another Pollhook");
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ConfigurationError("pollhook.lock could not be closed: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
