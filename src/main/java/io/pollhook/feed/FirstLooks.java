package io.pollhook.feed;

import io.pollhook.instance.Instance;
import java.time.Duration;

/** Takes the first look for an instance's new feeds, so that changes from now on are detected. */
@FunctionalInterface
public interface FirstLooks {
  /**
   * Waits until all new feeds have had their first look, or the time is up.
   *
   * @param within how long the caller can wait; feeds without a first look by then stay pending
   */
  void take(Instance instance, Duration within);
}
