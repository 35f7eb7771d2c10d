package io.pollhook.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * The precision of the dates on a page. Some providers write {@code 12:34:00.000Z} for every change
 * of a minute: if all dates of a page are multiples of a unit, that unit is their precision.
 *
 * @param unit the coarsest such unit; null if the dates are not even whole seconds
 */
record PageUnit(ChronoUnit unit) {
  private static final List<ChronoUnit> COARSEST_FIRST =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

  static PageUnit of(Collection<Instant> dates) {
    return new PageUnit(
        COARSEST_FIRST.stream()
            .filter(unit -> !dates.isEmpty())
            .filter(unit -> dates.stream().allMatch(date -> date.equals(date.truncatedTo(unit))))
            .findFirst()
            .orElse(null));
  }

  /** The end of a date's unit, which is never before that of its format's unit. */
  Instant end(Instant date, Instant endByFormat) {
    Instant end = unit == null ? date : date.truncatedTo(unit).plus(1, unit);
    return end.isAfter(endByFormat) ? end : endByFormat;
  }
}
