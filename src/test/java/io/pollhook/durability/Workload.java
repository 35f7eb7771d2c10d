package io.pollhook.durability;

import io.pollhook.google.Account;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/**
 * A user who keeps changing an account in a separate thread until stopped. The events of these
 * changes are never ambiguous.
 */
final class Workload implements AutoCloseable {
  private static final int EVENTS_KEPT = 5;

  private final Account account;
  private final long pauseNanos;
  private final String team;
  private final Deque<String> events = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "user");
  private volatile boolean stopped;
  private int changes;

  private Workload(Account account, long pauseMillis) {
    this.account = account;
    this.pauseNanos = pauseMillis * 1_000_000;
    this.team = account.calendars().add("team@group.calendar.google.com", "Team").id();
  }

  /** Creates a workload that has not started yet. */
  static Workload of(Account account, long pauseMillis) {
    return new Workload(account, pauseMillis);
  }

  Workload start() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run() {
    while (!stopped) {
      change();
      LockSupport.parkNanos(pauseNanos);
    }
  }

  /** Makes the next change. */
  synchronized void change() {
    changes++;
    switch (changes % 6) {
      case 0 -> account.groups().create("group " + changes);
      case 1 -> events.add(account.calendar("primary").insert("event " + changes));
      case 2 -> account.calendar(team).insert("team event " + changes);
      case 3 -> cancelOldest();
      default -> account.mail().receive("mail " + changes);
    }
  }

  /** The number of changes made so far. */
  synchronized int changes() {
    return changes;
  }

  private void cancelOldest() {
    if (events.size() > EVENTS_KEPT) {
      account.calendar("primary").cancel(events.remove());
    }
  }

  /** Stops; returns after the last change. */
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
