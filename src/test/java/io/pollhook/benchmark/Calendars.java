package io.pollhook.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The oracle. Changes of a calendar are numbered and must arrive once, in that order. The id of a
 * change has its calendar, its number and its time: {@code <calendar>.<number>.<millis>}.
 */
final class Calendars {
  private final long[] published;
  private final Map<Integer, NavigableMap<Long, Long>> batches = new HashMap<>();
  private final long[] received;
  private final boolean[] listening;
  private final Samples latencies = new Samples();
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong doubled = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private volatile long lastArrival;
  private long waiting;

  Calendars(int count) {
    published = new long[count];
    received = new long[count];
    listening = new boolean[count];
  }

  int count() {
    return published.length;
  }

  /** Changes a number of objects of a calendar. */
  synchronized void change(int calendar, long changes) {
    batches
        .computeIfAbsent(calendar, none -> new TreeMap<>())
        .put(published[calendar], System.currentTimeMillis());
    published[calendar] += changes;
    waiting += changes;
  }

  synchronized long published(int calendar) {
    return published[calendar];
  }

  /** The time of a change, in epoch milliseconds. */
  synchronized long madeAt(int calendar, long number) {
    return batches.get(calendar).floorEntry(number).getValue();
  }

  /** Records that a feed asks for changes since its last poll: its first look is over. */
  synchronized void listens(int calendar) {
    listening[calendar] = true;
  }

  synchronized boolean isListened(int from, int to) {
    for (int calendar = from; calendar < to; calendar++) {
      if (!listening[calendar]) {
        return false;
      }
    }
    return true;
  }

  /** Records a change that arrived at the callback. */
  synchronized void receive(String id) {
    int first = id.indexOf('.');
    int second = id.indexOf('.', first + 1);
    int calendar = Integer.parseInt(id, 0, first, 10);
    long number = Long.parseLong(id, first + 1, second, 10);
    long now = System.currentTimeMillis();
    if (number < received[calendar]) {
      doubled.incrementAndGet();
      return;
    }
    skipped.addAndGet(number - received[calendar]);
    waiting -= number + 1 - received[calendar];
    received[calendar] = number + 1;
    latencies.add(now - Long.parseLong(id, second + 1, id.length(), 10));
    arrived.incrementAndGet();
    lastArrival = System.nanoTime();
  }

  /** The number of changes that have not arrived. */
  synchronized long waiting() {
    return waiting;
  }

  long arrived() {
    return arrived.get();
  }

  /** The time of the last arrival, by {@link System#nanoTime}. */
  long lastArrival() {
    return lastArrival;
  }

  /**
   * The number of changes that never arrived, or arrived after a later one of the same calendar.
   */
  long lost() {
    return skipped.get() + waiting();
  }

  long doubled() {
    return doubled.get();
  }

  Samples latencies() {
    return latencies;
  }
}
