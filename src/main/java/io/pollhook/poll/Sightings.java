package io.pollhook.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.Change;
import io.pollhook.change.Cursor;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.element.Resource.ChangeKind;
import io.pollhook.event.Event;
import io.pollhook.poll.ResourcePreview.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects a few objects of a preview's pages, and what a poll would report of each. */
final class Sightings {
  /** The maximum number of objects shown. */
  static final int MOST = 20;

  private static final String DROPPED =
      "not reported: a step of the poll's routes, such as those of the route event, drops it";
  private static final String OLDER =
      "not reported: it is older than the changes that remain to be reported since the last poll";

  private final Poll poll;
  private final ConfiguredFields fields; // null unless it is a preview
  private final List<Found> reported = new ArrayList<>();
  private final List<Found> others = new ArrayList<>();
  private final Set<String> older = new HashSet<>();

  Sightings(Poll poll) {
    this.poll = poll;
    this.fields = poll.isPreview() ? new ConfiguredFields(poll.resource(), poll.polling()) : null;
  }

  /** Returns whether another page is needed because none had objects yet. */
  boolean wantsMore() {
    return reported.isEmpty() && others.isEmpty();
  }

  /** Records a page that was read, with its changes. */
  void read(Page page, PageRequest request, Instant servedAt, List<Change> changes) {
    if (!poll.isPreview() || poll.feed().listsParts() || !hasObjects(request)) {
      return;
    }
    Set<JsonNode> changed = Collections.newSetFromMap(new IdentityHashMap<>());
    changes.forEach(change -> changed.add(change.raw()));
    page.items().stream()
        .filter(item -> !changed.contains(item))
        .limit(MOST)
        .forEach(item -> others.add(found(item, "not reported: " + why(item, request, servedAt))));
  }

  /** Items of a history are records, not objects; a new cursor does not report existing objects. */
  private boolean hasObjects(PageRequest request) {
    return switch (request.mode()) {
      case BASELINE -> reportsNothing();
      case CHANGES -> poll.resource().changes() != ChangeKind.HISTORY;
      case BRIDGE -> true;
    };
  }

  /** The first look of a new resource only records the existing objects. */
  private boolean reportsNothing() {
    Cursor cursor = poll.feed().cursor();
    return cursor.isNew() && !cursor.pendingSince(Instant.EPOCH).equals(cursor);
  }

  private String why(JsonNode item, PageRequest request, Instant servedAt) {
    if (reportsNothing()) {
      return "it was there before the first poll; a change of it is reported"
          + unreadable(item).map(reason -> " as UNKNOWN, because " + reason).orElse("");
    }
    Optional<Instant> date =
        poll.polling().filterByUpdatedDate()
            ? fields.updated(item)
            : fields.created(item).or(() -> fields.updated(item));
    if (request.since() != null && date.filter(at -> at.isBefore(request.since())).isPresent()) {
      return "it has not changed since " + request.since() + ", to which the poll looks back";
    }
    if (poll.polling().filterByCurrentDate() && date.filter(servedAt::isBefore).isPresent()) {
      return "it is dated after the beginning of the poll, so the next one reports it";
    }
    return "this version of it has been reported, or was there before the first poll";
  }

  private Optional<String> unreadable(JsonNode item) {
    if (fields.id(item).isEmpty()) {
      return Optional.of("its id cannot be read");
    }
    if (poll.resource().changes() != ChangeKind.DATES) {
      return Optional.empty(); // dates do not matter for its changes
    }
    boolean dated =
        (!fields.hasDates() || fields.updated(item).isPresent())
            && (!fields.hasCreatedDate() || fields.created(item).isPresent());
    return dated ? Optional.empty() : Optional.of("its dates cannot be read");
  }

  /** The changes of a page that are shown. */
  List<Change> shown(List<Change> changes) {
    return changes.subList(0, Math.min(changes.size(), MOST - reported.size()));
  }

  /** Records completed objects that turned out to be older than the requested date. */
  void leftOut(List<Change> completed, List<Change> asked) {
    if (poll.isPreview()) {
      completed.stream()
          .filter(change -> change != null && !asked.contains(change))
          .forEach(change -> older.add(change.objectId()));
    }
  }

  /** Records the events that a batch of changes became. */
  void reported(List<Change> batch, List<Event> events) {
    if (!poll.isPreview()) {
      return;
    }
    List<Event> left = new ArrayList<>(events);
    for (Change change : batch) {
      Optional<Event> event = left.stream().filter(some -> isOf(some, change)).findFirst();
      event.ifPresent(left::remove);
      String none = older.contains(change.objectId()) ? OLDER : DROPPED;
      Instant date = event.map(Event::date).orElse(change.date());
      Found found = found(change.raw(), event.map(some -> some.eventType().name()).orElse(none));
      reported.add(
          new Found(
              change.objectId(),
              date == null ? found.updatedDate() : date,
              found.createdDate(),
              found.verdict()));
    }
  }

  private static boolean isOf(Event event, Change change) {
    return event.objectId().equals(change.objectId()) && event.eventType() == change.type();
  }

  private Found found(JsonNode item, String verdict) {
    return new Found(
        fields.id(item).orElse(""),
        fields.updated(item).orElse(null),
        fields.created(item).orElse(null),
        verdict);
  }

  /** The objects; those that would be reported come first. */
  List<Found> objects() {
    List<Found> shown = new ArrayList<>(reported);
    others.stream().limit(MOST - reported.size()).forEach(shown::add);
    return shown;
  }
}
