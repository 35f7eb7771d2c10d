package io.pollhook.durability;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real ext4 file system of 64 MB in a file, which can be filled to its last byte, or fail. */
final class SmallDisk implements AutoCloseable {
  private static final int MEGABYTES = 64;

  private final Path image;
  private final Path mountPoint;
  private final Path filler;

  private SmallDisk(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
    this.filler = mountPoint.resolve("filler");
  }

  /** Mounts a new disk below a directory; empty if this user or machine cannot mount one. */
  static Optional<SmallDisk> mount(Path directory) throws IOException {
    Path image = directory.resolve("disk.img");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength((long) MEGABYTES << 20);
    }
    Path mountPoint = Files.createDirectory(directory.resolve("disk"));
    SmallDisk disk = new SmallDisk(image, mountPoint);
    boolean isMounted =
        succeeds("mkfs.ext4", "-q", "-m", "0", image.toString()) && disk.succeedsToMount();
    return isMounted ? Optional.of(disk) : Optional.empty();
  }

  private boolean succeedsToMount() {
    return succeeds("mount", "-o", "loop", image.toString(), mountPoint.toString());
  }

  /** The directory on which it is mounted. */
  Path directory() {
    return mountPoint;
  }

  /** Fills the disk until no byte can be written. */
  void fill() {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // no space left on device
    }
  }

  /** Deletes what fills it. */
  void makeRoom() throws IOException {
    Files.delete(filler);
  }

  /** Fails as a broken device does: ext4 becomes read-only under the files that are open. */
  void fail() {
    run("mount", "-o", "remount,abort", mountPoint.toString());
  }

  /** Mounts it again after a failure; no process may use it. */
  void repair() {
    run("umount", mountPoint.toString());
    if (!succeedsToMount()) {
      throw new IllegalStateException("the disk cannot be mounted again");
    }
  }

  private static void run(String... command) {
    if (!succeeds(command)) {
      throw new IllegalStateException(String.join(" ", command));
    }
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run("umount", mountPoint.toString());
    try {
      Files.delete(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
