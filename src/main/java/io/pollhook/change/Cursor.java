package io.pollhook.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * The place that a feed has reached: all that its next poll needs to know. Each kind of {@link
 * ChangeReader} has its own cursors; stored as JSON, their {@code phase} names the record.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
public sealed interface Cursor
    permits FreshCursor,
        DateCursor,
        HistoryCursor,
        SyncTokenCursor,
        DeltaCursor,
        SnapshotCursor,
        PartsCursor,
        UntypedCursor {

  /** The cursor of a feed that has read nothing and reports nothing older than its first look. */
  static Cursor fresh() {
    return new FreshCursor(null);
  }

  /** The cursor of a feed whose first look comes later and reports what is newer than a moment. */
  static Cursor freshSince(Instant since) {
    return new FreshCursor(since);
  }

  /**
   * Reads the JSON that {@link #toJson} wrote, in this version of Pollhook or an earlier one.
   *
   * @throws java.io.UncheckedIOException if it is not a cursor
   */
  static Cursor parse(String json) {
    return CursorJson.parse(json);
  }

  /** The cursor as ASCII text. */
  default String toJson() {
    return CursorJson.write(this);
  }

  /** Whether the first look is still to come or not over yet. */
  @JsonIgnore
  default boolean isNew() {
    return false;
  }

  /** The provider's page token that the next poll continues with; null if it starts a listing. */
  default String page() {
    return null;
  }

  /**
   * The same place for a feed that is to report everything newer than a moment although its first
   * look is not over. Returns this cursor if the look is over or already has such a moment.
   */
  default Cursor pendingSince(Instant moment) {
    return this;
  }

  /** The same place after a person has agreed that the missing objects are reported as deleted. */
  default Cursor confirmDeletes() {
    return this;
  }
}
