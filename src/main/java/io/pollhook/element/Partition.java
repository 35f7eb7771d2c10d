package io.pollhook.element;

import java.util.Map;

/**
 * The values of a placeholder in a resource's path, such as the calendars of an account. A url that
 * keeps the placeholder polls all of them.
 *
 * @param placeholder the placeholder's name, such as {@code calendarId}, and of the field with the
 *     value in raw objects
 * @param source the Camel endpoint {@code direct:<source>} that lists the values; null if a
 *     resource does
 * @param resource the path of the resource whose objects are the values; null if a source lists
 *     them
 * @param idField the path of the value in a listed object
 * @param aliases alternative names of a value, by the field that is true in its listed object
 * @param skipWhen objects with these values in these fields are not polled
 */
public record Partition(
    String placeholder,
    String source,
    String resource,
    String idField,
    Map<String, String> aliases,
    Map<String, String> skipWhen) {

  /** Replaces null with the defaults. */
  public Partition {
    aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
    skipWhen = skipWhen == null ? Map.of() : Map.copyOf(skipWhen);
    idField = idField == null ? "id" : idField;
  }
}
