package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something of an element that can be polled. In the element's file, the settings of all parts
 * stand side by side.
 *
 * @param path the url below the hub, with placeholders such as {@code {calendarId}}
 * @param also other spellings of the path
 * @param source the Camel endpoint {@code direct:<source>} that fetches one page; null if a GET is
 *     enough. With {@code get} beside it, polls ask the source and hub reads call the provider
 * @param call how it is listed
 * @param listing its pages
 * @param objects how one object is read
 * @param identity what tells objects and their versions apart
 * @param dates the dates of its objects
 * @param changes how changes are found; null if the configured dates decide
 * @param delta where the link to later changes is, for {@link ChangeKind#DELTA}; null for others
 * @param deletedWhen objects with these values in these fields are deleted
 * @param partition the name of the partition that the placeholder stands for; null if none
 */
public record Resource(
    String path,
    List<String> also,
    String source,
    ListCall call,
    Listing listing,
    ObjectCall objects,
    Identity identity,
    ObjectDates dates,
    ChangeKind changes,
    Delta delta,
    Map<String, String> deletedWhen,
    String partition) {

  private static final ObjectReader PART =
      Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  /** Stands for the id in {@link ObjectCall#object}. */
  static final String OBJECT_ID = "{objectId}";

  /** The same for ids with slashes, which stay (RFC 6570 §3.2.3). */
  static final String PATH_OF_ID = "{+objectId}";

  /** The resource of an absolute url that no declared resource has. */
  static final Resource UNDECLARED = at("/url");

  /** Replaces null with the defaults. */
  public Resource {
    also = also == null ? List.of() : List.copyOf(also);
    deletedWhen = deletedWhen == null ? Map.of() : Map.copyOf(deletedWhen);
  }

  /** The settings that are not of a part. */
  private record Own(
      String path,
      List<String> also,
      String source,
      ChangeKind changes,
      Delta delta,
      Map<String, String> deletedWhen,
      String partition) {}

  /** Reads it from a file, where nothing is nested; each part takes its own settings. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Resource read(JsonNode declared) throws JsonProcessingException {
    Own own = PART.treeToValue(declared, Own.class);
    return new Resource(
        own.path(),
        own.also(),
        own.source(),
        PART.treeToValue(declared, ListCall.class),
        PART.treeToValue(declared, Listing.class),
        PART.treeToValue(declared, ObjectCall.class),
        PART.treeToValue(declared, Identity.class),
        PART.treeToValue(declared, ObjectDates.class),
        own.changes(),
        own.delta(),
        own.deletedWhen(),
        own.partition());
  }

  /** Whether a path is this resource's, and what its placeholders stand for. */
  public Optional<ResourceMatch> match(String configured) {
    return Stream.concat(Stream.of(path), also.stream())
        .flatMap(pattern -> ResourceMatch.match(pattern, configured, this).stream())
        .findFirst();
  }

  /** Fills in an account's values; returns this if it names no keys. */
  Resource filled(AccountTexts texts) {
    String detail = getsDetails() ? texts.address(objects.detail()) : objects.detail();
    Resource filled =
        with(
            call.filled(texts),
            new ObjectCall(detail, texts.address(objects.object()), objects.objectField()));
    return filled.equals(this) ? this : filled;
  }

  private Resource with(ListCall otherCall, ObjectCall otherObjects) {
    return new Resource(
        path,
        also,
        source,
        otherCall,
        listing,
        otherObjects,
        identity,
        dates,
        changes,
        delta,
        deletedWhen,
        partition);
  }

  /** One object of this resource, by the id behind its path; empty if it cannot be read alone. */
  Optional<Resource> one() {
    if (listing.single() || path.contains(OBJECT_ID) || objectUrl().isEmpty()) {
      return Optional.empty();
    }
    String url = objectUrl().get();
    String id = "/" + (url.contains(PATH_OF_ID) ? PATH_OF_ID : OBJECT_ID);
    return Optional.of(
        new Resource(
            path + id,
            also.stream().map(other -> other + id).toList(),
            null,
            new ListCall(url, null, null, null, call.where(), call.or()),
            new Listing(objects.objectField(), Paging.none(), null, false, true),
            ObjectCall.NONE,
            new Identity(identity.idField(), identity.idFields(), null),
            dates,
            null,
            null,
            null,
            partition));
  }

  private Optional<String> objectUrl() {
    if (objects.object() != null) {
      return Optional.of(objects.object());
    }
    if (getsDetails()) {
      return Optional.of(objects.detail().replace("{id}", OBJECT_ID));
    }
    boolean isListed = source == null && call.post() == null && !called().contains("?");
    return isListed ? Optional.of(called() + "/" + OBJECT_ID) : Optional.empty();
  }

  /** Whether a REST call answers hub reads of the list. */
  boolean isCalled() {
    return source == null || call.get() != null;
  }

  /** What is called: a path below the base URL, or an absolute URL. */
  public String called() {
    String declared = call.post() == null ? call.get() : call.post();
    return declared == null ? path : declared;
  }

  /** Whether objects are completed by a GET of their own. */
  public boolean getsDetails() {
    return objects.detail() != null && !ENDPOINT.matcher(objects.detail()).matches();
  }

  /** What is called: paths below the base URL, or absolute URLs. */
  Stream<String> addresses() {
    Stream<String> details = getsDetails() ? Stream.of(objects.detail()) : Stream.empty();
    Stream<String> objectUrls = Stream.ofNullable(objects.object());
    return Stream.concat(Stream.of(called()), Stream.concat(details, objectUrls));
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
    return listing.order() == Order.NEWEST_FIRST;
  }

  /** A resource of which nothing but its path is declared. */
  public static Resource at(String path) {
    return new Resource(
        path,
        null,
        null,
        new ListCall(null, null, null, null, null, null),
        new Listing(null, null, null, false, false),
        ObjectCall.NONE,
        new Identity(null, null, null),
        new ObjectDates(null, null, null, null, null),
        null,
        null,
        null,
        null);
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
