package io.pollhook.poll;

import io.pollhook.event.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** Counts polls and what they find. Implementations return at once and never throw. */
public interface PollMeter {
  /** Counts nothing. */
  PollMeter NONE =
      new PollMeter() {
        @Override
        public void started(Duration lag) {}

        @Override
        public void found(String element, Collection<Event> events, int dropped) {}

        @Override
        public void ended(String element, Result result) {}
      };

  /** How a poll ended. */
  enum Result {
    /** All pages were read. */
    OK,
    /** A page failed, or the poll broke off. */
    FAILED,
    /** The poll continues later, through no one's fault. */
    POSTPONED;

    /** As metrics and traces show it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A poll started.
   *
   * @param lag how long it had been due
   */
  void started(Duration lag);

  /**
   * What a poll found was committed.
   *
   * @param element the key of the provider's element
   * @param events those that are delivered from now on
   * @param dropped changes that a route dropped
   */
  void found(String element, Collection<Event> events, int dropped);

  /**
   * A poll ended.
   *
   * @param element the key of the provider's element
   */
  void ended(String element, Result result);
}
