package io.pollhook.configuration;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The polling settings of one resource.
 *
 * @param key the resource's name as configured
 * @param url the url that is called
 * @param idField the path of an object's id; empty for the resource's natural id
 * @param dates the paths and formats of an object's dates
 * @param filterByUpdatedDate whether objects not updated since the last poll are left out
 * @param filterByCurrentDate whether objects updated after the poll began are left to the next one
 * @param createdCheckTolerance the largest difference between the created and updated dates of a
 *     new object
 * @param pageSize the number of objects to request per page; empty for the provider's default
 * @param pollDelay how far before the last poll a poll looks back, for objects that appear late
 */
public record ResourcePolling(
    String key,
    UrlTemplate url,
    Optional<FieldPath> idField,
    DatesConfiguration dates,
    boolean filterByUpdatedDate,
    boolean filterByCurrentDate,
    Duration createdCheckTolerance,
    OptionalInt pageSize,
    Duration pollDelay) {
  static final Duration DEFAULT_CREATED_CHECK_TOLERANCE = Duration.ofSeconds(10);

  /** Returns the settings of a url, with defaults for everything else. */
  public static ResourcePolling of(String key, UrlTemplate url) {
    return new ResourcePolling(
        key,
        url,
        Optional.empty(),
        new DatesConfiguration(Optional.empty(), Optional.empty()),
        true,
        false,
        DEFAULT_CREATED_CHECK_TOLERANCE,
        OptionalInt.empty(),
        Duration.ZERO);
  }

  /** The object type of the resource's events: its key without a leading slash. */
  public String objectType() {
    return objectType(key);
  }

  static String objectType(String key) {
    return key.strip().replaceFirst("^/+", "");
  }
}
