package io.pollhook.google;

import io.pollhook.google.Calendar.Availability;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** An account's calendar list. */
public final class Calendars {

  /**
   * An entry of the list.
   *
   * @param change the number of the change in the list that produced this entry
   */
  record Entry(
      Calendar calendar,
      String summary,
      String accessRole,
      boolean removed,
      boolean hidden,
      long change) {}

  private String email;
  private final Clock clock;
  private final Oracle oracle;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long lastChange;
  private int tokenGeneration;

  Calendars(String email, Clock clock, Oracle oracle) {
    this.email = email;
    this.clock = clock;
    this.oracle = oracle;
    add(createUnlisted(email), email, "owner");
  }

  /** Adds a calendar that the user owns. */
  public Calendar add(String id, String summary) {
    return add(createUnlisted(id), summary, "owner");
  }

  /** Adds another user's calendar of which only free and busy times are visible. */
  public Calendar addFreeBusy(String id, String summary) {
    return add(createUnlisted(id), summary, "freeBusyReader");
  }

  /** Creates a calendar that is not on the list yet, to be filled before it is shared. */
  public Calendar createUnlisted(String id) {
    return new Calendar(id, clock, oracle);
  }

  /** Adds an existing calendar with its events, as if shared with the user. */
  public void add(Calendar calendar, String summary) {
    add(calendar, summary, "reader");
  }

  /** Gives a calendar another name on the list. */
  public synchronized void rename(String id, String summary) {
    Entry entry = entries.get(get(id).id());
    add(entry.calendar(), summary, entry.accessRole());
  }

  /**
   * Gives the account another address, which is its primary calendar's new id. The old address is
   * no alias: it returns 404.
   */
  public synchronized void changeAddress(String newEmail) {
    Entry entry = entries.remove(email);
    email = newEmail;
    entry.calendar().renameTo(newEmail);
    add(entry.calendar(), newEmail, entry.accessRole());
  }

  /** Returns whether a calendar is the account's own. */
  synchronized boolean isPrimary(Calendar calendar) {
    return calendar.id().equals(email);
  }

  /** Removes a calendar from the list; its events return 404 from now on. */
  public synchronized void remove(String id) {
    Calendar calendar = get(id);
    calendar.become(Availability.MISSING);
    Entry entry = entries.get(calendar.id());
    entries.put(
        calendar.id(),
        new Entry(calendar, entry.summary(), entry.accessRole(), true, false, ++lastChange));
  }

  /** Hides a calendar in the list, as its owner can; its events stay available. */
  public synchronized void hide(String id) {
    Entry entry = entries.get(get(id).id());
    entries.put(
        entry.calendar().id(),
        new Entry(
            entry.calendar(), entry.summary(), entry.accessRole(), false, true, ++lastChange));
  }

  /** Expires all sync tokens of the list issued so far. */
  public synchronized void expireSyncTokens() {
    tokenGeneration++;
  }

  /** Returns a calendar by its id or as {@code primary}, even if removed from the list. */
  public Calendar get(String id) {
    return entry(id)
        .map(Entry::calendar)
        .orElseThrow(() -> new NoSuchElementException("no calendar " + id + " of " + email));
  }

  synchronized Optional<Entry> entry(String id) {
    return Optional.ofNullable(entries.get(id.equals("primary") ? email : id));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  synchronized long lastChange() {
    return lastChange;
  }

  synchronized int tokenGeneration() {
    return tokenGeneration;
  }

  private synchronized Calendar add(Calendar calendar, String summary, String accessRole) {
    entries.put(
        calendar.id(), new Entry(calendar, summary, accessRole, false, false, ++lastChange));
    return calendar;
  }
}
