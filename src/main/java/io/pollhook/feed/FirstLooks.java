package io.pollhook.feed;

import io.pollhook.instance.Instance;
import java.time.Duration;

/** Takes the first look of an instance's new feeds, so that what changes from now on is seen. */
@FunctionalInterface
public interface FirstLooks {
  /**
   * Waits until all new feeds have looked, or until the time is up.
   *
   * @param within how long the caller can wait; feeds that have not looked by then are left pending
   */
  void take(Instance instance, Duration within);
}
