package io.pollhook.change;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A cursor as the first version of Pollhook stored it: one form for every kind of reader. The
 * feed's next poll turns it into the cursor of its kind.
 *
 * @param token the history id, the sync token or the ETag of a listing by dates
 * @param page the page to continue with
 * @param since the moment that the phase needs, in epoch milliseconds: a lower bound of dates, the
 *     time that a sync token stands for, or the time of the last list of parts
 * @param again the time that a sync token will stand for at the end of the listing
 * @param most the number of history records to read at most; 0 for no limit
 * @param silent whether a history's bridge only notes what it sees
 * @param repeats whether the changes after a sync token may include some that were reported already
 * @param missing the objects or parts missing from the last complete listing
 * @param confirmed whether a person confirmed that the missing objects are deleted
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
record UntypedCursor(
    Phase phase,
    String token,
    String page,
    Long since,
    Long again,
    int most,
    boolean silent,
    boolean repeats,
    List<String> missing,
    boolean confirmed)
    implements Cursor {

  /** The phases that this form had after the first page. */
  enum Phase {
    /** A new history id or sync token is being fetched. */
    @JsonProperty("baseline")
    BASELINE,
    /** The changes between the old id or token and the new one are being read. */
    @JsonProperty("bridge")
    BRIDGE,
    /** Changes can be read. */
    @JsonProperty("ready")
    READY
  }

  UntypedCursor {
    missing = missing == null ? List.of() : List.copyOf(missing);
  }

  /** Returns whether a stored phase belongs to this form. */
  static boolean isPhase(String name) {
    return Arrays.stream(Phase.values()).anyMatch(p -> p.name().equalsIgnoreCase(name));
  }

  Instant sinceMoment() {
    return since == null ? null : Instant.ofEpochMilli(since);
  }

  Instant againMoment() {
    return again == null ? null : Instant.ofEpochMilli(again);
  }

  @Override
  public Cursor pendingSince(Instant moment) {
    return phase == Phase.BASELINE && since == null
        ? new UntypedCursor(
            phase,
            token,
            page,
            moment.toEpochMilli(),
            again,
            most,
            silent,
            repeats,
            missing,
            confirmed)
        : this;
  }

  @Override
  public Cursor confirmDeletes() {
    return new UntypedCursor(
        phase, token, page, since, again, most, silent, repeats, missing, true);
  }
}
