package io.pollhook.health;

import java.util.HashMap;
import java.util.Map;

/**
 * One part of the program that reports whether it works, under a name in the health response. Every
 * bean of this type in the CamelContext's registry is run, once a second, on its own thread.
 */
public interface HealthCheck {
  /** The key in the response, such as {@code database}. */
  String name();

  /** Returns the current state. A check that hangs or throws counts as down. */
  Result check();

  /**
   * The state of one part.
   *
   * @param up whether the program can do its work as far as this part is concerned
   * @param details facts for people; only JSON values, no secrets
   */
  record Result(boolean up, Map<String, Object> details) {
    /** Copies the details. */
    public Result {
      details = Map.copyOf(details);
    }

    /** Returns a result that is up. */
    public static Result ok() {
      return new Result(true, Map.of());
    }

    /**
     * Returns a result that is down.
     *
     * @param error one line for a person, without secrets
     */
    public static Result down(String error, Map<String, Object> details) {
      Map<String, Object> all = new HashMap<>(details);
      all.put("error", error);
      return new Result(false, all);
    }
  }
}
