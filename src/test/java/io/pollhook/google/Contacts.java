package io.pollhook.google;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** An account's contacts. */
public final class Contacts {

  /**
   * A contact as it is now.
   *
   * @param change the number of the change that produced this state
   */
  record Contact(String id, String name, Instant updateTime, long change) {}

  private final Clock clock;
  private final Map<String, Contact> contacts = new LinkedHashMap<>();
  private long lastChange;

  Contacts(Clock clock) {
    this.clock = clock;
  }

  /** Adds a contact; returns its id, the last part of its resource name. */
  public synchronized String create(String name) {
    String id = "c" + (1000 + lastChange);
    put(id, name);
    return id;
  }

  /** Renames a contact. */
  public synchronized void rename(String id, String name) {
    checkExists(id);
    put(id, name);
  }

  /** Deletes a contact. */
  public synchronized void delete(String id) {
    checkExists(id);
    contacts.remove(id);
  }

  /** Returns the existing contacts, the last changed ones at the end. */
  synchronized List<Contact> all() {
    return List.copyOf(contacts.values());
  }

  private void put(String id, String name) {
    contacts.remove(id);
    contacts.put(id, new Contact(id, name, clock.instant(), ++lastChange));
  }

  private void checkExists(String id) {
    if (!contacts.containsKey(id)) {
      throw new NoSuchElementException("no contact " + id);
    }
  }
}
