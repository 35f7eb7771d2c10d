package io.pollhook.health;

import io.pollhook.health.HealthCheck.Result;
import java.time.Duration;
import java.util.Map;

/** Runs one check repeatedly and keeps its last result. */
final class HealthSample {
  private static final Taken WITHOUT_MEMORY =
      new Taken(Result.down("the check ended with an error of the JVM", Map.of()));

  private final HealthCheck check;
  private volatile Thread thread;
  private volatile Taken taken = new Taken(Result.down("not checked yet", Map.of()));

  /** A result, and the time of the monotonic clock when it was taken. */
  private record Taken(Result result, long atNanos) {
    Taken(Result result) {
      this(result, System.nanoTime());
    }
  }

  HealthSample(HealthCheck check) {
    this.check = check;
  }

  String name() {
    return check.name();
  }

  /** Runs the check now, and again after each pause. */
  void repeat(Duration pause) {
    Thread loop = new Thread(() -> run(pause), "pollhook-health-" + check.name());
    loop.setDaemon(true);
    thread = loop;
    loop.start();
  }

  /** Returns the last result, unless it is so old that the check must be hanging. */
  Result latest(Duration silent) {
    Taken last = taken;
    Duration age = Duration.ofNanos(System.nanoTime() - last.atNanos());
    return age.compareTo(silent) < 0
        ? last.result()
        : Result.down("no answer for " + age.toSeconds() + " s", last.result().details());
  }

  void end() {
    Thread loop = thread;
    thread = null;
    if (loop != null) {
      loop.interrupt();
    }
  }

  private void run(Duration pause) {
    while (Thread.currentThread().equals(thread)) {
      take();
      try {
        Thread.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void take() {
    try {
      taken = new Taken(result());
    } catch (Error e) {
      taken = WITHOUT_MEMORY; // created in advance, because there may be no memory left
    }
  }

  private Result result() {
    try {
      return check.check();
    } catch (RuntimeException e) {
      return Result.down(e.getClass().getSimpleName(), Map.of());
    }
  }
}
