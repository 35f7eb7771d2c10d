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
 * A kind of object that can be polled. In the element's file, the settings of all components are
 * written side by side.
 *
 * @param path the url below the hub, with placeholders such as {@code {calendarId}}
 * @param also other spellings of the path
 * @param source the Camel endpoint {@code direct:<source>} that fetches one page; null if a GET is
 *     enough. If {@code get} is set too, polls use the source and hub reads call the provider
 * @param call the call that lists it
 * @param listing its pages
 * @param objects the calls for one object
 * @param identity the fields that distinguish objects and their versions
 * @param dates the dates of its objects
 * @param changes how changes are found; null if the configured dates decide
 * @param delta the place of the link to later changes for {@link ChangeKind#DELTA}; otherwise null
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

  /** The placeholder for the id in {@link ObjectCall#object}. */
  static final String OBJECT_ID = "{objectId}";

  /** The placeholder for ids whose slashes are kept (RFC 6570 §3.2.3). */
  static final String PATH_OF_ID = "{+objectId}";

  /** The resource for an absolute url that no declared resource has. */
  static final Resource UNDECLARED = at("/url");

  /** Replaces null with the defaults. */
  public Resource {
    also = also == null ? List.of() : List.copyOf(also);
    deletedWhen = deletedWhen == null ? Map.of() : Map.copyOf(deletedWhen);
  }

  /** The settings that belong to no component. */
  private record Own(
      String path,
      List<String> also,
      String source,
      ChangeKind changes,
      Delta delta,
      Map<String, String> deletedWhen,
      String partition) {}

  /**
   * Reads a resource from a file, where nothing is nested; each component takes its own settings.
   */
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

  /** Matches a path against this resource; the match contains the values of its placeholders. */
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

  /**
   * Returns a resource for one object of this one, addressed by the id after its path; empty if
   * objects cannot be read individually.
   */
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
            new ListCall(url, null, null, null, call.where(), call.or(), null),
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

  /** Returns whether hub reads of the list use a REST call. */
  boolean isCalled() {
    return source == null || call.get() != null;
  }

  /** Returns the called path below the base URL, or the called absolute URL. */
  public String called() {
    String declared = call.post() == null ? call.get() : call.post();
    return declared == null ? path : declared;
  }

  /** Returns whether each object is completed by a separate GET. */
  public boolean getsDetails() {
    return objects.detail() != null && !ENDPOINT.matcher(objects.detail()).matches();
  }

  /** Returns the called paths below the base URL, and the called absolute URLs. */
  Stream<String> addresses() {
    Stream<String> details = getsDetails() ? Stream.of(objects.detail()) : Stream.empty();
    Stream<String> objectUrls = Stream.ofNullable(objects.object());
    return Stream.concat(Stream.of(called()), Stream.concat(details, objectUrls));
  }

  /** Returns the path as the end of a route's name: {@code -repos-owner-repo-issues}. */
  String slug() {
    return path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "");
  }

  /**
   * Returns whether deletions can be detected: in a log of changes, by marks, or by comparing
   * listings.
   */
  public boolean reportsDeletions() {
    return !deletedWhen.isEmpty() || (changes != null && changes != ChangeKind.DATES);
  }

  /**
   * Returns whether a poll's url may restrict what is listed, by more than the date of the last
   * poll. Histories and sync tokens stand for all changes.
   */
  boolean takesFilters() {
    boolean tellsAll = changes == ChangeKind.HISTORY || changes == ChangeKind.SYNC_TOKEN;
    return call.filters() == null ? !tellsAll : call.filters();
  }

  /**
   * Returns whether calls to the provider, for polls or hub reads, may have conditions and
   * parameters of the url. Hub reads may if they call it although polls have a source.
   */
  public boolean sendsFilters() {
    return takesFilters() || (source != null && call.get() != null);
  }

  /** Returns whether the provider lists the newest objects first. */
  public boolean newestFirst() {
    return listing.order() == Order.NEWEST_FIRST;
  }

  /** Returns a resource that declares nothing but its path. */
  public static Resource at(String path) {
    return new Resource(
        path,
        null,
        null,
        new ListCall(null, null, null, null, null, null, null),
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

  /** The way changes of a resource are found. */
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
    /** A comparison of complete listings. */
    @JsonProperty("snapshot")
    SNAPSHOT,
    /** A comparison of the objects' dates with the last date seen. */
    @JsonProperty("dates")
    DATES
  }
}
