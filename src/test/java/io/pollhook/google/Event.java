package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The current state of a calendar event: a single one, the master of a daily series, or an
 * occurrence that differs from the rest of its series.
 *
 * @param occurrences how many times a series takes place; 1 for all other events
 * @param exceptionOf the occurrence that this event replaces
 * @param change the number of the change that produced this state; increases within a calendar
 */
record Event(
    String id,
    String summary,
    State state,
    Instant created,
    Instant updated,
    Instant start,
    int occurrences,
    Optional<Occurrence> exceptionOf,
    long change) {

  /**
   * The state of an event. {@code STUB} is a cancelled one of which Google shows nothing but the
   * id.
   */
  enum State {
    CONFIRMED,
    CANCELLED,
    STUB
  }

  /** One date of a series. */
  record Occurrence(String masterId, Instant originalStart) {}

  private static final DateTimeFormatter INSTANCE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  Event changed(String newSummary, State newState, Instant now) {
    return new Event(
        id, newSummary, newState, created, now, start, occurrences, exceptionOf, change);
  }

  Event numbered(long number) {
    return new Event(id, summary, state, created, updated, start, occurrences, exceptionOf, number);
  }

  boolean isCancelled() {
    return state != State.CONFIRMED;
  }

  /** Returns the occurrence of this series on a day as a separate event. */
  Event occurrence(int day) {
    Instant originalStart = start.plus(Duration.ofDays(day));
    return new Event(
        id + "_" + INSTANCE.format(originalStart),
        summary,
        state,
        created,
        updated,
        originalStart,
        1,
        Optional.of(new Occurrence(id, originalStart)),
        change);
  }

  /** Returns all occurrences of a series, or the event itself if it is not a series. */
  List<Event> expanded() {
    return occurrences == 1
        ? List.of(this)
        : IntStream.range(0, occurrences).mapToObj(this::occurrence).toList();
  }

  /**
   * Returns the event as Google writes it.
   *
   * @param withDetails whether a cancelled event shows more than the guaranteed fields
   */
  ObjectNode json(boolean withDetails) {
    ObjectNode json = Json.object().put("kind", "calendar#event");
    json.put("etag", "\"" + updated.toEpochMilli() + change + "\"").put("id", id);
    json.put("status", isCancelled() ? "cancelled" : "confirmed");
    exceptionOf.ifPresent(
        occurrence -> {
          json.put("recurringEventId", occurrence.masterId());
          json.putObject("originalStartTime")
              .put("dateTime", occurrence.originalStart().toString())
              .put("timeZone", "UTC");
        });
    if (!isCancelled() || (withDetails && state != State.STUB)) {
      addDetails(json);
    }
    return json;
  }

  private void addDetails(ObjectNode json) {
    json.put("htmlLink", "https://www.google.com/calendar/event?eid=" + id)
        .put("created", MILLIS.format(created))
        .put("updated", MILLIS.format(updated))
        .put("summary", summary)
        .put("iCalUID", id + "@google.com")
        .put("eventType", "default");
    json.putObject("start").put("dateTime", start.toString()).put("timeZone", "UTC");
    json.putObject("end")
        .put("dateTime", start.plus(Duration.ofHours(1)).toString())
        .put("timeZone", "UTC");
    if (occurrences > 1) {
      json.putArray("recurrence").add("RRULE:FREQ=DAILY;COUNT=" + occurrences);
    }
  }
}
