package io.pollhook.feed;

import io.pollhook.instance.Instance;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** Brings the feeds of an instance in line with its configuration. */
public interface FeedPlanner {
  /**
   * Adds, changes and removes feeds within the caller's transaction. A resource whose url stays
   * keeps where it stands, a new or changed one starts from now.
   *
   * @throws IllegalArgumentException for a configuration that cannot be polled; its message names
   *     the field, what came and what was expected
   */
  void plan(Handle handle, Instance instance);

  /** Takes the first look of the instance's new feeds, so that what changes from now on is seen. */
  void takeBaselines(long instanceId, Duration within);
}
