package io.pollhook.change;

import java.time.Instant;
import java.util.Locale;

/**
 * One page to fetch.
 *
 * @param mode the kind of listing
 * @param cursor the provider's cursor to read after; for changes by dates, the ETag of an earlier
 *     answer to the same request; null if there is none
 * @param page the page token; null for the first page
 * @param since the lower bound of dates; null if there is none
 */
public record PageRequest(Mode mode, String cursor, String page, Instant since) {

  /** The kinds of listings that a source is asked for. */
  public enum Mode {
    /** A new cursor, and everything that the provider lists before it. */
    BASELINE,
    /** The changes after the cursor or since the date; without either, all objects. */
    CHANGES,
    /** The changes since a date, when the provider no longer knows those since the cursor. */
    BRIDGE
  }

  /** The mode, as routes compare it: {@code baseline}, {@code changes}, {@code bridge}. */
  public String getMode() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** {@link #since} in epoch seconds; null if there is no date. */
  public Long getSinceSeconds() {
    return since == null ? null : since.getEpochSecond();
  }
}
