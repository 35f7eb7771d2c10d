package io.pollhook.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * Where a feed stands: all that the next poll needs to know. Kept as JSON.
 *
 * @param phase what comes next
 * @param token the provider's own cursor: a history id, a sync token or, between two listings by
 *     dates, the ETag of the first page
 * @param page the page to go on with, where a poll ended in the middle of a listing
 * @param since by phase: before the first look, report what is newer (epoch milliseconds; null:
 *     report nothing old); while bridging or listing, the bound that the listing asked for; between
 *     two listings by dates, the bound that the next one asks for at the latest; with a sync token,
 *     the time that it stands for
 * @param again what {@code since} becomes at the end of the listing that leads to a sync token
 * @param most how many records of a log the next poll may read, because the last one broke off
 *     there; 0: as many as there are
 * @param silent whether a bridge only notes what it sees
 * @param repeats whether the next changes may hold what was reported already
 * @param missing objects that the last complete listing lacked
 * @param confirmed whether a person said that so many objects may go at once
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Cursor(
    Phase phase,
    String token,
    String page,
    Long since,
    Long again,
    int most,
    boolean silent,
    boolean repeats,
    List<String> missing,
    boolean confirmed) {

  /** Steps of a feed's life. */
  public enum Phase {
    /** Nothing was read yet. */
    @JsonProperty("new")
    NEW,
    /** A new cursor is being taken. */
    @JsonProperty("baseline")
    BASELINE,
    /** What lies between the old cursor and the new one is being read. */
    @JsonProperty("bridge")
    BRIDGE,
    /** Changes can be read. */
    @JsonProperty("ready")
    READY
  }

  /** Copies, and puts nothing in place of null. */
  public Cursor {
    missing = missing == null ? List.of() : List.copyOf(missing);
  }

  /** A feed that reports nothing from before its first look. */
  public static Cursor fresh() {
    return new Cursor(Phase.NEW, null, null, null, null, 0, false, false, List.of(), false);
  }

  /** A feed whose first look comes late, and that reports what is newer than {@code since}. */
  public static Cursor freshSince(Instant since) {
    return fresh().withSince(since);
  }

  /** Reads what {@link #toJson} wrote. */
  public static Cursor parse(String json) {
    try {
      return Json.MAPPER.readValue(json, Cursor.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored cursor cannot be read", e);
    }
  }

  /** The cursor as ASCII text. */
  public String toJson() {
    return Json.text(this);
  }

  /**
   * The same place for a feed whose first look is not over and that reports what is newer than a
   * moment all the same; this very place where the look is over or has such a moment already.
   */
  public Cursor pendingSince(Instant moment) {
    boolean pending = phase == Phase.NEW || phase == Phase.BASELINE;
    return pending && since == null ? withSince(moment) : this;
  }

  /** Whether the first look is still to come. */
  @JsonIgnore
  public boolean isNew() {
    return phase == Phase.NEW;
  }

  /** {@link #since} as an instant, or null. */
  Instant sinceInstant() {
    return instant(since);
  }

  /** {@link #again} as an instant, or null. */
  Instant againInstant() {
    return instant(again);
  }

  private static Instant instant(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }

  private static Long millis(Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  Cursor withPhase(Phase next) {
    return new Cursor(next, token, page, since, again, most, silent, repeats, missing, confirmed);
  }

  Cursor withToken(String value) {
    return new Cursor(phase, value, page, since, again, most, silent, repeats, missing, confirmed);
  }

  Cursor withPage(String value) {
    return new Cursor(phase, token, value, since, again, most, silent, repeats, missing, confirmed);
  }

  Cursor withSince(Instant value) {
    return new Cursor(
        phase, token, page, millis(value), again, most, silent, repeats, missing, confirmed);
  }

  Cursor withAgain(Instant value) {
    return new Cursor(
        phase, token, page, since, millis(value), most, silent, repeats, missing, confirmed);
  }

  Cursor withMost(int value) {
    return new Cursor(phase, token, page, since, again, value, silent, repeats, missing, confirmed);
  }

  Cursor withSilent(boolean value) {
    return new Cursor(phase, token, page, since, again, most, value, repeats, missing, confirmed);
  }

  Cursor withRepeats(boolean value) {
    return new Cursor(phase, token, page, since, again, most, silent, value, missing, confirmed);
  }

  Cursor withMissing(List<String> value) {
    return new Cursor(phase, token, page, since, again, most, silent, repeats, value, confirmed);
  }

  /** The same place, with a person's word that what is gone may be reported. */
  public Cursor withConfirmed(boolean value) {
    return new Cursor(phase, token, page, since, again, most, silent, repeats, missing, value);
  }
}
