package io.pollhook.element;

import io.pollhook.configuration.DateFormat;
import io.pollhook.configuration.DatePrecision;

/**
 * The dates of an object.
 *
 * @param updatedDateField the path of the date of the last change, unless the configuration names
 *     another
 * @param createdDateField the path of the date of creation, unless the configuration names another
 * @param dateFormat the format of both dates
 * @param timeZone the time zone of dates without an offset; null for UTC
 * @param datePrecision the unit of both dates if it is coarser than their format; otherwise null
 */
public record ObjectDates(
    String updatedDateField,
    String createdDateField,
    DateFormat dateFormat,
    String timeZone,
    DatePrecision datePrecision) {

  /** Replaces null with the defaults. */
  public ObjectDates {
    dateFormat = dateFormat == null ? DateFormat.inUtc(DateFormat.DEFAULT) : dateFormat;
  }

  /** Returns the format of both dates, with their zone and precision. */
  public DateFormat format() {
    DateFormat written = timeZone == null ? dateFormat : dateFormat.in(timeZone);
    return written.coarsened(datePrecision);
  }
}
