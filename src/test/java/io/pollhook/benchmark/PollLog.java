package io.pollhook.benchmark;

import java.util.Map;

/** Records when calendars were asked for changes, to measure how late polls are. */
final class PollLog {
  private record Asked(int calendar, long at) {}

  private final java.util.List<Asked> polls = new java.util.ArrayList<>();

  synchronized void add(int calendar, long at) {
    polls.add(new Asked(calendar, at));
  }

  synchronized void clear() {
    polls.clear();
  }

  synchronized int size() {
    return polls.size();
  }

  /**
   * Returns how long after its scheduled time each poll came.
   *
   * @param slots the schedule by calendar
   */
  synchronized Samples lags(Map<Integer, Slots> slots) {
    Samples lags = new Samples();
    for (Asked poll : polls) {
      Slots due = slots.get(poll.calendar());
      if (due != null) {
        lags.add(Math.floorMod(poll.at() - due.phase(), due.intervalMillis()));
      }
    }
    return lags;
  }

  /** A feed's schedule. */
  record Slots(long phase, long intervalMillis) {}
}
