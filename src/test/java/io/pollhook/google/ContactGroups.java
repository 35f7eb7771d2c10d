package io.pollhook.google;

import io.pollhook.google.ObjectChange.Kind;
import io.pollhook.google.ObjectChange.Resource;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** An account's own contact groups and their change log. */
public final class ContactGroups {

  /** A group as it is now; a deleted one is kept for those who sync. */
  record Group(
      String id, String name, Instant updateTime, int members, boolean deleted, long change) {}

  private record Write(Group group, Kind kind) {}

  private static final long FIRST_ID = 0x65189743883aaba0L;

  private final Clock clock;
  private final Oracle oracle;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final WriteDelay<Write> writes = new WriteDelay<>(this::show);
  private DateTimeFormatter dates = fractionOf(3);
  private long lastChange;
  private long created;
  private int tokenGeneration;

  ContactGroups(Clock clock, Oracle oracle) {
    this.clock = clock;
    this.oracle = oracle;
  }

  /** Creates a group; returns its id, the last part of its resource name. */
  public synchronized String create(String name) {
    String id = Long.toHexString(FIRST_ID + created++);
    writes.write(new Write(new Group(id, name, clock.instant(), 0, false, 0), Kind.CREATED));
    return id;
  }

  /** Renames a group. */
  public synchronized void rename(String id, String name) {
    int members = existing(id).members();
    writes.write(new Write(new Group(id, name, clock.instant(), members, false, 0), Kind.UPDATED));
  }

  /** Adds a contact, which changes the group's member count and its date. */
  public synchronized void addMember(String id) {
    Group group = existing(id);
    Group larger = new Group(id, group.name(), clock.instant(), group.members() + 1, false, 0);
    writes.write(new Write(larger, Kind.UPDATED));
  }

  /** Deletes a group. */
  public synchronized void delete(String id) {
    Group group = existing(id);
    Group deleted = new Group(id, group.name(), clock.instant(), group.members(), true, 0);
    writes.write(new Write(deleted, Kind.DELETED));
  }

  /**
   * Holds back writes from now on: they are dated when they are made, but not visible until {@link
   * #release}.
   */
  public synchronized void hold() {
    writes.hold();
  }

  /** Makes the writes held back visible, in their order. */
  public synchronized void release() {
    writes.release();
  }

  /** Expires all sync tokens issued so far. */
  public synchronized void expireSyncTokens() {
    tokenGeneration++;
  }

  /** Sets the number of fraction digits in dates: 0, 3, 6 or 9; 3 by default. */
  public synchronized void dateFraction(int digits) {
    dates = fractionOf(digits);
  }

  /** Returns the ids of the existing groups, oldest first. */
  public synchronized List<String> ids() {
    return groups.values().stream().filter(group -> !group.deleted()).map(Group::id).toList();
  }

  synchronized List<Group> groups() {
    return List.copyOf(groups.values());
  }

  synchronized long lastChange() {
    return lastChange;
  }

  synchronized int tokenGeneration() {
    return tokenGeneration;
  }

  synchronized String format(Instant date) {
    return dates.format(date);
  }

  private Group existing(String id) {
    Group group =
        writes.held().stream()
            .map(Write::group)
            .filter(held -> held.id().equals(id))
            .findFirst()
            .orElseGet(() -> groups.get(id));
    if (group == null || group.deleted()) {
      throw new NoSuchElementException("no group " + id);
    }
    return group;
  }

  private void show(Write write) {
    Group group = write.group();
    groups.put(
        group.id(),
        new Group(
            group.id(),
            group.name(),
            group.updateTime(),
            group.members(),
            group.deleted(),
            ++lastChange));
    oracle.record(
        new Change(
            new ObjectChange(Resource.GROUPS, "", group.id(), write.kind()),
            group.updateTime(),
            clock.instant()));
  }

  private static DateTimeFormatter fractionOf(int digits) {
    return new DateTimeFormatterBuilder().appendInstant(digits).toFormatter();
  }
}
