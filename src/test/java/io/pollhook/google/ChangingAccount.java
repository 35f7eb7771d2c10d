package io.pollhook.google;

import java.util.List;
import java.util.Random;

/** A user who keeps changing an account, one thing at a time. */
public final class ChangingAccount {
  private static final int MOST_OF_A_KIND = 20;

  private final Account account;
  private final Random random;
  private int changes;

  /**
   * Creates a user of an account.
   *
   * @param seed the same seed makes the same changes
   */
  public ChangingAccount(Account account, long seed) {
    this.account = account;
    this.random = new Random(seed);
  }

  /** Makes one change; returns a short description. */
  public synchronized String changeSomething() {
    changes++;
    return switch (random.nextInt(3)) {
      case 0 -> changeMail();
      case 1 -> changeCalendar();
      default -> changeGroups();
    };
  }

  private String changeMail() {
    Mailbox mail = account.mail();
    List<String> ids = mail.messageIds();
    switch (choice(ids)) {
      case CHANGE -> {
        String id = anyOf(ids);
        String label = "Label_" + changes;
        mail.label(id, label);
        return "labelled mail " + id;
      }
      case REMOVE -> {
        String id = anyOf(ids);
        mail.delete(id);
        return "deleted mail " + id;
      }
      default -> {
        return "received mail " + mail.receive("Mail " + changes);
      }
    }
  }

  private String changeCalendar() {
    Calendar calendar = anyCalendar();
    List<String> ids = calendar.eventIds();
    switch (choice(ids)) {
      case CHANGE -> {
        String id = anyOf(ids);
        calendar.update(id, "Meeting moved " + changes);
        return "changed event " + id;
      }
      case REMOVE -> {
        String id = anyOf(ids);
        calendar.cancel(id);
        return "cancelled event " + id;
      }
      default -> {
        return "created event " + calendar.insert("Meeting " + changes);
      }
    }
  }

  private Calendar anyCalendar() {
    List<Calendar> calendars =
        account.calendars().entries().stream()
            .filter(entry -> !entry.removed())
            .map(Calendars.Entry::calendar)
            .toList();
    return calendars.get(random.nextInt(calendars.size()));
  }

  private String changeGroups() {
    ContactGroups groups = account.groups();
    List<String> ids = groups.ids();
    switch (choice(ids)) {
      case CHANGE -> {
        String id = anyOf(ids);
        groups.rename(id, "Friends " + changes);
        return "renamed group " + id;
      }
      case REMOVE -> {
        String id = anyOf(ids);
        groups.delete(id);
        return "deleted group " + id;
      }
      default -> {
        return "created group " + groups.create("Team " + changes);
      }
    }
  }

  private enum Choice {
    ADD,
    CHANGE,
    REMOVE
  }

  /**
   * Returns the next kind of change: additions are at least as frequent as removals until there are
   * enough objects.
   */
  private Choice choice(List<String> ids) {
    if (ids.isEmpty()) {
      return Choice.ADD;
    }
    return ids.size() < MOST_OF_A_KIND ? Choice.values()[random.nextInt(3)] : Choice.REMOVE;
  }

  private String anyOf(List<String> ids) {
    return ids.get(random.nextInt(ids.size()));
  }
}
