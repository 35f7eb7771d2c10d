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

  /**
   * The same for an instance whose configuration stays. Where its element is gone or does not fit
   * it any more, its feeds only stand still or may go on, and stay as they are.
   */
  void planAgain(Handle handle, Instance instance);

  /** A person has looked: feeds that hold back what is gone are polled at once, and report it. */
  void confirm(Handle handle, Instance instance);

  /**
   * The same as {@link #plan} for a new instance whose first looks may wait: each is due at a
   * moment of its own within the interval, and reports what is newer than now as far as the
   * provider's dates tell.
   */
  void planLater(Handle handle, Instance instance);

  /**
   * Takes the first look of the instance's new feeds, so that what changes from now on is seen;
   * none where its element is gone or does not fit it.
   */
  void takeBaselines(Instance instance, Duration within);
}
