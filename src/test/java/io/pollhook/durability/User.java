package io.pollhook.durability;

import io.pollhook.google.Account;
import io.pollhook.google.Calendar;
import io.pollhook.google.ContactGroups;
import io.pollhook.google.Mailbox;
import java.util.List;
import java.util.Random;

/** Changes an account at random, one thing at a time; the same seed makes the same changes. */
final class User {
  private final Account account;
  private final Random random;
  private String team;
  private boolean hiding;
  private int changes;

  User(Account account, Random random) {
    this.account = account;
    this.random = random;
    this.team = addCalendar();
  }

  /** Makes one change and returns its description. */
  String change() {
    changes++;
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> changeMail();
      case 3, 4 -> changeEvents(account.calendar("primary"));
      case 5, 6 -> changeEvents(account.calendar(team));
      case 7 -> hideOrShow();
      default -> changeGroups();
    };
  }

  /** One change of each kind. */
  void changeEverything() {
    showAll();
    account.mail().receive("last");
    account.calendar("primary").insert("last");
    account.calendar(team).insert("last");
    account.groups().create("last " + changes++);
  }

  /** Makes writes visible that were held back. */
  void showAll() {
    account.calendar(team).release();
    hiding = false;
  }

  private String changeMail() {
    Mailbox mail = account.mail();
    String id = anyOf(mail.messageIds());
    switch (id == null ? 0 : random.nextInt(5)) {
      case 0 -> mail.receive("mail " + changes);
      case 1 -> mail.receiveTogether(List.of("one", "two", "three"));
      case 2 -> mail.label(id, "Label_" + changes);
      case 3 -> mail.trash(id);
      default -> mail.delete(id);
    }
    return "mail";
  }

  private String changeEvents(Calendar calendar) {
    String id = anyOf(calendar.eventIds());
    boolean hidden = hiding && calendar.id().equals(team);
    switch (id == null || hidden ? 0 : random.nextInt(4)) {
      case 0 -> calendar.insert("event " + changes);
      case 1 -> calendar.insertTogether(3);
      case 2 -> calendar.update(id, "moved " + changes);
      default -> calendar.cancel(id);
    }
    return "events of " + calendar.id();
  }

  private String changeGroups() {
    ContactGroups groups = account.groups();
    String id = anyOf(groups.ids());
    switch (id == null ? 0 : random.nextInt(4)) {
      case 0 -> groups.create("group " + changes);
      case 1 -> groups.rename(id, "renamed " + changes);
      case 2 -> groups.addMember(id);
      default -> groups.delete(id);
    }
    return "groups";
  }

  private String hideOrShow() {
    switch (random.nextInt(4)) {
      case 0 -> hide();
      case 1 -> account.limitPages(1 + random.nextInt(5));
      case 2 -> team = addCalendar();
      default -> showAll();
    }
    return "what is visible";
  }

  private void hide() {
    account.calendar(team).hold();
    hiding = true;
  }

  private String addCalendar() {
    if (team != null) {
      showAll();
    }
    return account.calendars().add("team" + changes + "@group.calendar.google.com", "Team").id();
  }

  private String anyOf(List<String> ids) {
    return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
  }
}
