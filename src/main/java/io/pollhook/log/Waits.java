package io.pollhook.log;

import java.time.Duration;

/** Describes in log lines how long the program waits before it tries again. */
public final class Waits {
  private Waits() {}

  /** Returns {@code in 8 s}, or {@code within a second} for a shorter wait. */
  public static String text(Duration wait) {
    return wait.toSeconds() < 1 ? "within a second" : "in " + wait.toSeconds() + " s";
  }
}
