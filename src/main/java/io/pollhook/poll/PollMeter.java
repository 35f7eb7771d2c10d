package io.pollhook.poll;

import io.pollhook.event.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** Counts polls and their events. Implementations return at once and never throw. */
public interface PollMeter {
  /** How a poll ended. */
  enum Result {
    /** All pages were read. */
    OK,
    /** A page failed, or the poll was interrupted. */
    FAILED,
    /** The poll continues later; nothing failed. */
    POSTPONED;

    /** The result as metrics and traces show it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Counts a poll that started.
   *
   * @param lag the time for which it had been due
   */
  void started(Duration lag);

  /**
   * Counts the committed results of a poll.
   *
   * @param element the key of the provider's element
   * @param events the events, which are delivered from now on
   * @param dropped the number of changes that a route dropped
   */
  void found(String element, Collection<Event> events, int dropped);

  /**
   * Counts a poll that ended.
   *
   * @param element the key of the provider's element
   */
  void ended(String element, Result result);
}
