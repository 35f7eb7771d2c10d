package io.pollhook.change;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/**
 * The position that a feed has reached: everything that its next poll needs to know. Each kind of
 * {@link ChangeReader} has its own cursors; stored as JSON, their {@code phase} names the record.
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

  /**
   * The cursor of a feed whose first look comes later and reports everything newer than a moment.
   */
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

  /** Returns whether the first look is not over yet. */
  @JsonIgnore
  default boolean isNew() {
    return false;
  }

  /** The provider's page token that the next poll continues with; null if it starts a listing. */
  default String page() {
    return null;
  }

  /**
   * Returns a cursor at the same position whose first look reports everything newer than a moment.
   * Returns this cursor if the first look is over or already has such a moment.
   */
  default Cursor pendingSince(Instant moment) {
    return this;
  }

  /**
   * Returns a cursor at the same position for a feed whose missing objects a person has confirmed
   * to be deleted.
   */
  default Cursor confirmDeletes() {
    return this;
  }
}
