package io.pollhook.store;

import io.pollhook.health.HealthCheck;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses polling while the disk of the embedded database is nearly full. Deliveries continue, and
 * need the remaining space to record their results. Polling resumes by itself. With PostgreSQL it
 * never pauses.
 */
public final class DiskGuard implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
  private static final long MEBIBYTE = 1L << 20;

  private final Disk disk;
  private final long minimumFree;
  private volatile String whyPaused;

  /** Measures the free space of a disk. */
  @FunctionalInterface
  interface Disk {
    /** The bytes that this user can still write. */
    long free() throws IOException;
  }

  DiskGuard(Disk disk, long minimumFree) {
    this.disk = disk;
    this.minimumFree = minimumFree;
    check();
  }

  /** Creates a guard of the data directory; it never pauses unless the database is embedded. */
  public static DiskGuard of(Settings settings, Dialect dialect) {
    Path directory = settings.dataDir();
    return dialect == Dialect.SQLITE
        ? new DiskGuard(
            () -> Files.getFileStore(directory).getUsableSpace(), settings.diskMinimumFree())
        : new DiskGuard(() -> Long.MAX_VALUE, 0);
  }

  /** The reason why polling is paused, for people; empty while it is not. */
  public Optional<String> whyPaused() {
    return Optional.ofNullable(whyPaused);
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public Result check() {
    try {
      long free = disk.free();
      if (free >= minimumFree) {
        resume();
        return new Result(
            true, minimumFree == 0 ? Map.of() : Map.of("freeMegabytes", free / MEBIBYTE));
      }
      return pause(
          "the disk has %d MB free, expected at least %d MB (pollhook.disk.minimum-free)"
              .formatted(free / MEBIBYTE, minimumFree / MEBIBYTE));
    } catch (IOException e) {
      return pause("the free space of the disk cannot be read");
    }
  }

  private Result pause(String reason) {
    if (whyPaused == null) {
      LOG.error("polling is paused, deliveries continue: {}", reason);
    }
    whyPaused = "polling is paused: " + reason;
    return Result.down(whyPaused, Map.of());
  }

  private void resume() {
    if (whyPaused != null) {
      LOG.info("polling resumes: the disk has room again");
      whyPaused = null;
    }
  }
}
