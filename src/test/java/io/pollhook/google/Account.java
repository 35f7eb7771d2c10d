package io.pollhook.google;

import java.time.Clock;

/** A Google account: what its user does to it, and the log of it. */
public final class Account {
  private final String email;
  private final Oracle oracle = new Oracle();
  private final Mailbox mail;
  private final Calendars calendars;
  private final ContactGroups groups;
  private final Contacts contacts;
  private final UnitQuota quota;
  private volatile int mostItems = Integer.MAX_VALUE;

  Account(String email, Clock clock) {
    this.email = email;
    mail = new Mailbox(clock, oracle);
    calendars = new Calendars(email, clock, oracle);
    groups = new ContactGroups(clock, oracle);
    contacts = new Contacts(clock);
    quota = new UnitQuota(clock);
  }

  /** The address, which is also the id of the primary calendar. */
  public String email() {
    return email;
  }

  /** The mailbox. */
  public Mailbox mail() {
    return mail;
  }

  /** The calendar list. */
  public Calendars calendars() {
    return calendars;
  }

  /** A calendar by its id or as {@code primary}. */
  public Calendar calendar(String id) {
    return calendars.get(id);
  }

  /** The contact groups. */
  public ContactGroups groups() {
    return groups;
  }

  /** The contacts. */
  public Contacts contacts() {
    return contacts;
  }

  /** Gmail's unit quota. */
  public UnitQuota quota() {
    return quota;
  }

  /** Everything that happened. */
  public Oracle oracle() {
    return oracle;
  }

  /** Makes the pages of every listing short, whatever size is asked for. */
  public void limitPages(int items) {
    mostItems = items;
  }

  /** The size of a page where {@code asked} is asked for. */
  int pageSize(int asked) {
    return Math.min(asked, mostItems);
  }
}
