package io.pollhook.google;

import io.pollhook.google.Event.State;
import io.pollhook.google.ObjectChange.Kind;
import io.pollhook.google.ObjectChange.Resource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

/** A calendar and its change log. Dates have milliseconds, as at Google. */
public final class Calendar {

  /** The calendar's response to requests for its events. */
  public enum Availability {
    /** The usual one. */
    READABLE,
    /** 403: the user may not read it. */
    FORBIDDEN,
    /** 404: the user has lost access to it. */
    MISSING,
    /** 410: its owner has deleted it. */
    DELETED
  }

  private record Write(Event event, Kind kind) {}

  private volatile String id;
  private final Clock clock;
  private final Oracle oracle;
  private final AccessRules accessRules = new AccessRules();
  private final Map<String, Event> events = new LinkedHashMap<>();
  private final WriteDelay<Write> writes = new WriteDelay<>(this::show);
  private Availability availability = Availability.READABLE;
  private boolean emptyPages;
  private long lastChange;
  private long inserted;
  private int tokenGeneration;

  Calendar(String id, Clock clock, Oracle oracle) {
    this.id = id;
    this.clock = clock;
    this.oracle = oracle;
  }

  /** The real id; an email address for a primary calendar. */
  public String id() {
    return id;
  }

  /** Gives the calendar another id; the old one is gone. */
  void renameTo(String newId) {
    id = newId;
  }

  /** The access control list. */
  public AccessRules accessRules() {
    return accessRules;
  }

  /** Adds an event; returns its id. */
  public String insert(String summary) {
    Instant now = now();
    return insertDated(summary, now, now);
  }

  /** Adds events with the same date; returns their ids. */
  public List<String> insertTogether(int count) {
    Instant now = now();
    return IntStream.range(0, count)
        .mapToObj(number -> insertDated("together " + number, now, now))
        .toList();
  }

  /** Adds an event with its own dates, like an accepted invitation or an import. */
  public String insertDated(String summary, Instant created, Instant updated) {
    return insert(summary, created, updated, 1);
  }

  /** Adds a daily series; returns its master's id. */
  public String insertSeries(String summary, int occurrences) {
    Instant now = now();
    return insert(summary, now, now, occurrences);
  }

  /** Changes an event. */
  public synchronized void update(String eventId, String summary) {
    Event event = existing(eventId);
    writes.write(new Write(event.changed(summary, State.CONFIRMED, now()), Kind.UPDATED));
  }

  /** Cancels an event, which stays visible as cancelled. */
  public void cancel(String eventId) {
    cancel(eventId, State.CANCELLED);
  }

  /** Cancels an event, of which Google then shows nothing but the id. */
  public void cancelAsStub(String eventId) {
    cancel(eventId, State.STUB);
  }

  /** Changes one occurrence of a series; returns the id of the exception. */
  public String updateOccurrence(String masterId, int day, String summary) {
    return replaceOccurrence(masterId, day, summary, State.CONFIRMED, Kind.UPDATED);
  }

  /** Cancels one occurrence of a series; returns the id of the exception. */
  public String cancelOccurrence(String masterId, int day) {
    return replaceOccurrence(masterId, day, "", State.STUB, Kind.DELETED);
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

  /** Sets whether an empty page precedes each page of items. */
  public synchronized void sendEmptyPages(boolean on) {
    emptyPages = on;
  }

  /** Sets the availability. */
  public synchronized void become(Availability other) {
    availability = other;
  }

  /** Returns the ids of the events that are not cancelled, oldest first. */
  public synchronized List<String> eventIds() {
    return events.values().stream().filter(e -> !e.isCancelled()).map(Event::id).toList();
  }

  synchronized Availability availability() {
    return availability;
  }

  synchronized boolean sendsEmptyPages() {
    return emptyPages;
  }

  synchronized int tokenGeneration() {
    return tokenGeneration;
  }

  synchronized long lastChange() {
    return lastChange;
  }

  synchronized List<Event> events() {
    return List.copyOf(events.values());
  }

  synchronized Optional<Event> event(String eventId) {
    return Optional.ofNullable(events.get(eventId));
  }

  private synchronized String insert(
      String summary, Instant created, Instant updated, int occurrences) {
    String eventId = "ev" + Long.toString(1_000_000 + inserted++, 32);
    Instant start = now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(1));
    Event event =
        new Event(
            eventId,
            summary,
            State.CONFIRMED,
            created,
            updated,
            start,
            occurrences,
            Optional.empty(),
            0);
    writes.write(new Write(event, Kind.CREATED));
    return eventId;
  }

  private synchronized void cancel(String eventId, State state) {
    Event event = existing(eventId);
    writes.write(new Write(event.changed(event.summary(), state, now()), Kind.DELETED));
  }

  private synchronized String replaceOccurrence(
      String masterId, int day, String summary, State state, Kind kind) {
    Event exception = existing(masterId).occurrence(day).changed(summary, state, now());
    writes.write(new Write(exception, kind));
    return exception.id();
  }

  private Event existing(String eventId) {
    return writes.held().stream()
        .map(Write::event)
        .filter(event -> event.id().equals(eventId))
        .findFirst()
        .or(() -> event(eventId))
        .orElseThrow(() -> new NoSuchElementException("no event " + eventId + " in " + id));
  }

  private void show(Write write) {
    Event event = write.event().numbered(++lastChange);
    events.put(event.id(), event);
    oracle.record(
        new Change(
            new ObjectChange(Resource.EVENTS, id, event.id(), write.kind()),
            event.updated(),
            clock.instant()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
