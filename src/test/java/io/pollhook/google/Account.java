package io.pollhook.google;

import java.time.Clock;

/** A Google account, its user's actions, and the log of them. */
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

  /** Returns a calendar by its id or as {@code primary}. */
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

  /** The log of everything that happened. */
  public Oracle oracle() {
    return oracle;
  }

  /** Limits the pages of every listing, whatever size is requested. */
  public void limitPages(int items) {
    mostItems = items;
  }

  /** Returns the size of a page if {@code asked} items are requested. */
  int pageSize(int asked) {
    return Math.min(asked, mostItems);
  }
}
