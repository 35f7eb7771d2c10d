package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.configuration.DateFormat;
import io.pollhook.configuration.DatePrecision;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something of an element that can be polled.
 *
 * @param path the url below the hub, with placeholders such as {@code {calendarId}}
 * @param also other spellings of the path
 * @param source the Camel endpoint {@code direct:<source>} that fetches one page; null if a GET is
 *     enough. With {@code get} beside it, polls ask the source and hub reads call the provider
 * @param get the path below the element's base URL to call, or an absolute URL, with the path's
 *     placeholders; null for the path itself
 * @param post the same for a POST with a JSON body; null for a GET
 * @param body the JSON body of a POST, with dates in its texts as in the query; page token and page
 *     size are placed in it
 * @param query parameters of every call, with dates such as <code>${epoch:s}</code>; a parameter of
 *     the configured url replaces the one with the same name
 * @param where by name of a field in a url's where clause: the parameter to send instead; other
 *     fields are sent under their own names
 * @param or what stands between values that a where clause joins by or; null for a parameter each
 * @param items the path of the list in a response; null for the element's
 * @param paging how to get from page to page; null for the element's
 * @param order if {@link Order#NEWEST_FIRST}, a poll stops at the first page of old objects
 * @param conditional whether polls send the ETag of the first page (RFC 9110 §8.8.3)
 * @param changes how changes are found; null if the configured dates decide
 * @param delta where the link to later changes is, for {@link ChangeKind#DELTA}; null for others
 * @param detail what completes objects: the Camel endpoint {@code direct:<detail>} for created
 *     ones, or a path with <code>{id}</code> that is called for created and updated ones; null if
 *     pages have complete objects
 * @param object the path or absolute URL of one object, with <code>{objectId}</code>; null for a
 *     GET of the list's URL with the id behind it
 * @param objectField the path of the object in the response to that; null for the whole response
 * @param single whether the response is one object, and no list
 * @param idField the path of an object's id, unless the configuration names another
 * @param idFields paths that make an id together, instead of {@code idField}; empty if one is
 *     enough
 * @param updatedDateField the path of the date of the last change, unless the configuration names
 *     another
 * @param createdDateField the path of the date of creation, likewise
 * @param dateFormat the format of both dates
 * @param timeZone where dates without an offset are at home; null for UTC
 * @param datePrecision the unit of both dates if it is coarser than their format; null if it is not
 * @param versionFields fields that differ between two versions of an object; empty for the whole
 *     content
 * @param deletedWhen objects with these values in these fields are deleted
 * @param partition the name of the partition that the placeholder stands for; null if none
 */
public record Resource(
    String path,
    List<String> also,
    String source,
    String get,
    String post,
    JsonNode body,
    Map<String, String> query,
    Map<String, String> where,
    String or,
    String items,
    Paging paging,
    Order order,
    boolean conditional,
    ChangeKind changes,
    Delta delta,
    String detail,
    String object,
    String objectField,
    boolean single,
    String idField,
    List<String> idFields,
    String updatedDateField,
    String createdDateField,
    DateFormat dateFormat,
    String timeZone,
    DatePrecision datePrecision,
    List<String> versionFields,
    Map<String, String> deletedWhen,
    String partition) {

  private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** What stands for the id in {@link #object}. */
  static final String OBJECT_ID = "{objectId}";

  /** The same for ids with slashes, which stay (RFC 6570 §3.2.3). */
  static final String PATH_OF_ID = "{+objectId}";

  /** The resource of an absolute url that no declared resource has. */
  static final Resource UNDECLARED = undeclared();

  /** Replaces null with the defaults. */
  public Resource {
    also = also == null ? List.of() : List.copyOf(also);
    query = query == null ? Map.of() : Map.copyOf(query);
    where = where == null ? Map.of() : Map.copyOf(where);
    order = order == null ? Order.ANY : order;
    versionFields = versionFields == null ? List.of() : List.copyOf(versionFields);
    deletedWhen = deletedWhen == null ? Map.of() : Map.copyOf(deletedWhen);
    idField = idField == null ? "id" : idField;
    idFields = idFields == null ? List.of() : List.copyOf(idFields);
    dateFormat = dateFormat == null ? DateFormat.inUtc(DateFormat.DEFAULT) : dateFormat;
  }

  /** Whether a path is this resource's, and what its placeholders stand for. */
  public Optional<ResourceMatch> match(String configured) {
    return Stream.concat(Stream.of(path), also.stream())
        .flatMap(pattern -> ResourceMatch.match(pattern, configured, this).stream())
        .findFirst();
  }

  /** Fills in an account's values; returns this if it names no keys. */
  Resource filled(AccountTexts texts) {
    String read = texts.address(get);
    String completed = getsDetails() ? texts.address(detail) : detail;
    String posted = texts.address(post);
    JsonNode content = JsonTexts.map(body, texts::parameter);
    Map<String, String> parameters = texts.parameters(query);
    String one = texts.address(object);
    if (Objects.equals(read, get)
        && Objects.equals(completed, detail)
        && Objects.equals(posted, post)
        && Objects.equals(content, body)
        && Objects.equals(one, object)
        && parameters.equals(query)) {
      return this;
    }
    return new Resource(
        path,
        also,
        source,
        read,
        posted,
        content,
        parameters,
        where,
        or,
        items,
        paging,
        order,
        conditional,
        changes,
        delta,
        completed,
        one,
        objectField,
        single,
        idField,
        idFields,
        updatedDateField,
        createdDateField,
        dateFormat,
        timeZone,
        datePrecision,
        versionFields,
        deletedWhen,
        partition);
  }

  /** One object of this resource, by the id behind its path; empty if it cannot be read alone. */
  Optional<Resource> one() {
    if (single || path.contains(OBJECT_ID) || objectUrl().isEmpty()) {
      return Optional.empty();
    }
    String url = objectUrl().get();
    String id = "/" + (url.contains(PATH_OF_ID) ? PATH_OF_ID : OBJECT_ID);
    return Optional.of(
        new Resource(
            path + id,
            also.stream().map(other -> other + id).toList(),
            null,
            url,
            null,
            null,
            null,
            where,
            or,
            objectField,
            Paging.none(),
            null,
            false,
            null,
            null,
            null,
            null,
            null,
            true,
            idField,
            idFields,
            updatedDateField,
            createdDateField,
            dateFormat,
            timeZone,
            datePrecision,
            null,
            null,
            partition));
  }

  private Optional<String> objectUrl() {
    if (object != null) {
      return Optional.of(object);
    }
    if (getsDetails()) {
      return Optional.of(detail.replace("{id}", OBJECT_ID));
    }
    boolean isListed = source == null && post == null && !called().contains("?");
    return isListed ? Optional.of(called() + "/" + OBJECT_ID) : Optional.empty();
  }

  /** Whether a REST call answers hub reads of the list. */
  boolean isCalled() {
    return source == null || get != null;
  }

  /** What is called: a path below the base URL, or an absolute URL. */
  public String called() {
    String declared = post == null ? get : post;
    return declared == null ? path : declared;
  }

  /** The format of both dates, with their zone and precision. */
  public DateFormat dates() {
    DateFormat written = timeZone == null ? dateFormat : dateFormat.in(timeZone);
    return written.coarsened(datePrecision);
  }

  /** Whether objects are completed by a GET of their own. */
  public boolean getsDetails() {
    return detail != null && !ENDPOINT.matcher(detail).matches();
  }

  /** What is called: paths below the base URL, or absolute URLs. */
  Stream<String> addresses() {
    Stream<String> calls = getsDetails() ? Stream.of(called(), detail) : Stream.of(called());
    return Stream.concat(calls, Stream.ofNullable(object));
  }

  /** The path as the end of a route's name: {@code -repos-owner-repo-issues}. */
  String slug() {
    return path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
  }

  /** Whether deletions can be seen: in a log of changes, by marks, or by comparing listings. */
  public boolean reportsDeletions() {
    return !deletedWhen.isEmpty() || (changes != null && changes != ChangeKind.DATES);
  }

  /** Whether the provider lists the newest objects first. */
  public boolean newestFirst() {
    return order == Order.NEWEST_FIRST;
  }

  private static Resource undeclared() {
    return new Resource(
        "/url", null, null, null, null, null, null, null, null, null, null, null, false, null, null,
        null, null, null, false, null, null, null, null, null, null, null, null, null, null);
  }

  /** The order of a listing. */
  public enum Order {
    /** Any other order: all pages are read. */
    @JsonProperty("any")
    ANY,
    /** Descending by the date of the last change. */
    @JsonProperty("newest-first")
    NEWEST_FIRST
  }

  /** How changes of a resource are found. */
  public enum ChangeKind {
    /** A log of changes with rising ids, such as Gmail's history. */
    @JsonProperty("history")
    HISTORY,
    /** A token that stands for everything read so far, such as Calendar's sync token. */
    @JsonProperty("sync-token")
    SYNC_TOKEN,
    /** A link on the last page, such as Microsoft Graph's delta link. */
    @JsonProperty("delta")
    DELTA,
    /** Complete listings are compared. */
    @JsonProperty("snapshot")
    SNAPSHOT,
    /** The dates of the objects are compared with the last date seen. */
    @JsonProperty("dates")
    DATES
  }
}
