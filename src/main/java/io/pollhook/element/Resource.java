package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something of an element that can be polled.
 *
 * @param path the url below the hub, with placeholders such as {@code {calendarId}}
 * @param also other spellings of the path
 * @param source the Camel endpoint {@code direct:<source>} that fetches one page
 * @param changes how changes are told; null where the configured dates decide
 * @param detail the Camel endpoint {@code direct:<detail>} that completes a created object; null
 *     where a page has all of it
 * @param idField where an object's id stands, when the configuration names no other
 * @param updatedDateField where an object's updated date stands, when the configuration is silent
 * @param createdDateField likewise its created date
 * @param dateFormat the format of both
 * @param versionFields what tells two states of an object apart; empty: all of its content
 * @param deletedWhen field and value that mark a deleted object
 * @param partition the name of the partition that its placeholder stands for
 */
public record Resource(
    String path,
    List<String> also,
    String source,
    ChangeKind changes,
    String detail,
    String idField,
    String updatedDateField,
    String createdDateField,
    String dateFormat,
    List<String> versionFields,
    Map<String, String> deletedWhen,
    String partition) {

  /** Copies, and puts nothing in place of null. */
  public Resource {
    also = also == null ? List.of() : List.copyOf(also);
    versionFields = versionFields == null ? List.of() : List.copyOf(versionFields);
    deletedWhen = deletedWhen == null ? Map.of() : Map.copyOf(deletedWhen);
    idField = idField == null ? "id" : idField;
  }

  Optional<ResourceMatch> match(String configured) {
    return Stream.concat(Stream.of(path), also.stream())
        .flatMap(pattern -> PathPattern.match(pattern, configured).stream())
        .map(variables -> new ResourceMatch(this, variables))
        .findFirst();
  }

  /** How changes of a resource are told. */
  public enum ChangeKind {
    /** A log of changes with ids that rise: Gmail's history. */
    @JsonProperty("history")
    HISTORY,
    /** A token that stands for all that was seen: Calendar's sync token. */
    @JsonProperty("sync-token")
    SYNC_TOKEN,
    /** Complete listings, compared. */
    @JsonProperty("snapshot")
    SNAPSHOT,
    /** Dates of the objects against the last-seen date. */
    @JsonProperty("dates")
    DATES
  }
}
