package io.pollhook.change;

import java.time.Instant;
import java.util.Locale;

/**
 * One page to fetch.
 *
 * @param mode what is read
 * @param cursor the provider's cursor to read after; for changes by dates, the ETag of a first page
 *     that was asked for with the same date before; null where there is none
 * @param page the page token; null for the first page
 * @param since the lower bound of dates; null where the mode has none
 */
public record PageRequest(Mode mode, String cursor, String page, Instant since) {

  /** What a source can be asked for. */
  public enum Mode {
    /** A new cursor, and what the provider lists on the way to it. */
    BASELINE,
    /** What changed after the cursor, or since the date, or all there is. */
    CHANGES,
    /** What can be told by date, where the cursor's own changes are gone. */
    BRIDGE
  }

  /** The mode as routes compare it: {@code baseline}, {@code changes}, {@code bridge}. */
  public String getMode() {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** {@link #since} in epoch seconds; null where there is no date. */
  public Long getSinceSeconds() {
    return since == null ? null : since.getEpochSecond();
  }
}
