package io.pollhook.health;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that the routes' ticks run on, by the monotonic clock. A tick runs again whatever it
 * throws, and a dead thread is replaced. Each loop that must not stop reports its progress with
 * {@link #beat}, and the program is down while one of them is silent.
 */
public final class Ticks extends ScheduledThreadPoolExecutor implements HealthCheck {
  /** The number of threads. A tick takes milliseconds, unless it waits for the database. */
  private static final int THREADS = 8;

  private static final Duration SILENT = Duration.ofSeconds(10);

  private final Map<String, Long> beats = new ConcurrentHashMap<>();

  /** Creates the threads, without any loop. */
  public Ticks() {
    // after a shutdown, nothing needs to run
    super(THREADS, new Threads(), new DiscardPolicy());
    setRemoveOnCancelPolicy(true);
  }

  /**
   * Schedules a task that is repeated even if it throws, which would otherwise end the repetition.
   */
  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    return super.scheduleWithFixedDelay(new Repeated(command), initialDelay, delay, unit);
  }

  /** Notes that a loop has begun or made progress. */
  public void beat(String loop) {
    beats.put(loop, System.nanoTime());
  }

  /** Notes that a loop has ended. */
  public void forget(String loop) {
    beats.remove(loop);
  }

  @Override
  public String name() {
    return "ticks";
  }

  @Override
  public Result check() {
    if (!isShutdown()) {
      prestartAllCoreThreads(); // also replaces threads that a JVM error has ended
    }
    long now = System.nanoTime();
    Map<String, Object> silent = new TreeMap<>();
    beats.forEach(
        (loop, at) -> {
          Duration age = Duration.ofNanos(now - at);
          if (age.compareTo(SILENT) > 0) {
            silent.put(loop, age.toSeconds() + " s");
          }
        });
    return silent.isEmpty()
        ? new Result(true, Map.of("loops", beats.size()))
        : Result.down("loops that make no progress", Map.of("silent", silent));
  }

  private record Repeated(Runnable command) implements Runnable {
    @Override
    public void run() {
      try {
        command.run();
      } catch (Throwable e) {
        // The command has logged it if possible. Without a beat, the check notices it.
        Thread.onSpinWait();
      }
    }
  }

  private static final class Threads implements ThreadFactory {
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new Thread(work, "pollhook-tick-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
