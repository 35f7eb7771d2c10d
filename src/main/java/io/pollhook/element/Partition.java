package io.pollhook.element;

import java.util.Map;

/**
 * The parts that a placeholder in a resource's path stands for, such as the calendars of an
 * account. A url that leaves the placeholder means every part.
 *
 * @param placeholder its name, such as {@code calendarId}; the raw objects carry the part's id
 *     under it
 * @param source the Camel endpoint {@code direct:<source>} that lists the parts
 * @param idField where a part's id stands
 * @param aliases a part's other names: field of the listed part that is true → the name
 * @param skipWhen field and value of parts that cannot be polled
 */
public record Partition(
    String placeholder,
    String source,
    String idField,
    Map<String, String> aliases,
    Map<String, String> skipWhen) {

  /** Copies, and puts nothing in place of null. */
  public Partition {
    aliases = aliases == null ? Map.of() : Map.copyOf(aliases);
    skipWhen = skipWhen == null ? Map.of() : Map.copyOf(skipWhen);
    idField = idField == null ? "id" : idField;
  }
}
