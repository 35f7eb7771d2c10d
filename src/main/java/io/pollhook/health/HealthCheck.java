package io.pollhook.health;

import java.util.Map;

/** One part of the program that reports whether it works, under a name in the health answer. */
public interface HealthCheck {
  /** The key in the answer, such as {@code database}. */
  String name();

  /** The present state. Returns quickly and never throws. */
  Result check();

  /**
   * The state of one part.
   *
   * @param up whether the program can do its work as far as this part is concerned
   * @param details facts for the person who looks; JSON values only, no secrets
   */
  record Result(boolean up, Map<String, Object> details) {
    /** Copies the details. */
    public Result {
      details = Map.copyOf(details);
    }

    /** All is well. */
    public static Result ok() {
      return new Result(true, Map.of());
    }
  }
}
