package io.pollhook.configuration;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How one resource is polled.
 *
 * @param key the resource's name as configured
 * @param url what is called
 * @param idField where an object's id stands; empty for the resource's natural id
 * @param dates where an object's dates stand and how they are written
 * @param filterByUpdatedDate whether objects not updated since the last poll are left out
 * @param filterByCurrentDate whether objects updated after the poll began are left to the next one
 * @param createdCheckTolerance how far created and updated may lie apart in an object just created
 * @param pageSize how many objects are asked for at once; empty for the provider's default
 * @param pollDelay how far before the last poll a poll looks back, for objects found late
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

  /** Of a url alone, with the defaults for everything else. */
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

  /** The name that the resource's events bear: its key without a leading slash. */
  public String objectType() {
    return objectType(key);
  }

  static String objectType(String key) {
    return key.strip().replaceFirst("^/+", "");
  }
}
