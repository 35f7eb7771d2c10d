package io.pollhook.change;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * How exact the dates of a page are. Some providers write {@code 12:34:00.000Z} for every change of
 * a minute: if all dates of a page are multiples of a unit, that unit counts.
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

  /** When the unit of a date is over, which is never before its format's unit is. */
  Instant end(Instant date, Instant endByFormat) {
    Instant end = unit == null ? date : date.truncatedTo(unit).plus(1, unit);
    return end.isAfter(endByFormat) ? end : endByFormat;
  }
}
