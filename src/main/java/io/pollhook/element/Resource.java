package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.pollhook.polling.DateFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something of an element that can be polled.
 *
 * @param path the url below the hub, with placeholders such as {@code {calendarId}}
 * @param also other spellings of the path
 * @param source the Camel endpoint {@code direct:<source>} that fetches one page; null where one
 *     GET does, as the following say
 * @param get the provider's path below the element's base URL, or an absolute URL, with the path's
 *     placeholders; null: the path itself
 * @param query parameters that are always sent, with the dates of polling configurations such as
 *     <code>${epoch:s}</code>; what the configured url says of the same parameter counts instead
 * @param where by name of a field in a configured url's where clause: the parameter that asks for
 *     it; other fields are parameters under their own names
 * @param items where an answer's list stands; null: as the element says
 * @param paging how the listing goes on; null: as the element says
 * @param order {@link Order#NEWEST_FIRST} lets a poll stop at the first page of old objects
 * @param conditional whether an unchanged first page need not be sent again (ETag, RFC 9110 §8.8.3)
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
    String get,
    Map<String, String> query,
    Map<String, String> where,
    String items,
    Paging paging,
    Order order,
    boolean conditional,
    ChangeKind changes,
    String detail,
    String idField,
    String updatedDateField,
    String createdDateField,
    DateFormat dateFormat,
    List<String> versionFields,
    Map<String, String> deletedWhen,
    String partition) {

  /** What an absolute url names that no declared resource has. */
  static final Resource UNDECLARED = undeclared();

  /** Copies, and puts the defaults in place of null. */
  public Resource {
    also = also == null ? List.of() : List.copyOf(also);
    query = query == null ? Map.of() : Map.copyOf(query);
    where = where == null ? Map.of() : Map.copyOf(where);
    order = order == null ? Order.ANY : order;
    versionFields = versionFields == null ? List.of() : List.copyOf(versionFields);
    deletedWhen = deletedWhen == null ? Map.of() : Map.copyOf(deletedWhen);
    idField = idField == null ? "id" : idField;
    dateFormat = dateFormat == null ? DateFormat.inUtc(DateFormat.DEFAULT) : dateFormat;
  }

  Optional<ResourceMatch> match(String configured) {
    return Stream.concat(Stream.of(path), also.stream())
        .flatMap(pattern -> ResourceMatch.match(pattern, configured, this).stream())
        .findFirst();
  }

  /** With an account's values; this, where it names none. */
  Resource filled(AccountTexts texts) {
    String address = texts.address(get);
    Map<String, String> parameters = texts.parameters(query);
    if (Objects.equals(address, get) && parameters.equals(query)) {
      return this;
    }
    return new Resource(
        path,
        also,
        source,
        address,
        parameters,
        where,
        items,
        paging,
        order,
        conditional,
        changes,
        detail,
        idField,
        updatedDateField,
        createdDateField,
        dateFormat,
        versionFields,
        deletedWhen,
        partition);
  }

  /** The path as a part of a name: {@code -repos-owner-repo-issues}. */
  String slug() {
    return path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
  }

  /** Whether the provider lists the newest first. */
  public boolean newestFirst() {
    return order == Order.NEWEST_FIRST;
  }

  private static Resource undeclared() {
    return new Resource(
        "/url", null, null, null, null, null, null, null, null, false, null, null, null, null, null,
        null, null, null, null);
  }

  /** The order of a listing. */
  public enum Order {
    /** Ascending, or none: all pages are read. */
    @JsonProperty("any")
    ANY,
    /** Descending by the date that tells changes. */
    @JsonProperty("newest-first")
    NEWEST_FIRST
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
