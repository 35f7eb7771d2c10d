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

  /** What a feed that reads after a provider's cursor asks for where it stands. */
  static PageRequest at(Cursor here) {
    return switch (here.phase()) {
      case NEW, BASELINE -> new PageRequest(Mode.BASELINE, null, here.page(), null);
      case BRIDGE -> new PageRequest(Mode.BRIDGE, null, here.page(), here.sinceInstant());
      case READY -> new PageRequest(Mode.CHANGES, here.token(), here.page(), null);
    };
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
