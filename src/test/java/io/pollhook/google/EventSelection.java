package io.pollhook.google;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Selects and orders the events of a listing. */
record EventSelection(ChangeRange range, Parameters query, Instant updatedMin) {

  List<Event> of(List<Event> events) {
    Set<String> exceptions =
        events.stream()
            .filter(event -> event.exceptionOf().isPresent())
            .map(Event::id)
            .collect(Collectors.toSet());
    Set<String> cancelled =
        events.stream().filter(Event::isCancelled).map(Event::id).collect(Collectors.toSet());
    return events.stream()
        .filter(event -> range.contains(event.change()) || !leadsToSyncToken())
        .filter(event -> !event.updated().isBefore(updatedMin))
        .filter(event -> !event.isCancelled() || showsCancelled(event, cancelled))
        .flatMap(event -> (query.flag("singleEvents") ? event.expanded() : List.of(event)).stream())
        .filter(event -> !isReplaced(event, exceptions, events))
        .sorted(Comparator.comparing(this::key))
        .toList();
  }

  /**
   * Returns whether the last page has a sync token; Google issues none for ordered or dated
   * listings.
   */
  boolean leadsToSyncToken() {
    return !query.has("orderBy") && !query.has("updatedMin");
  }

  String key(Event event) {
    String byChange = Paging.key(event.change()) + event.id();
    return switch (query.text("orderBy", "")) {
      case "updated" -> Paging.key(event.updated().toEpochMilli()) + byChange;
      case "startTime" -> Paging.key(event.start().toEpochMilli()) + byChange;
      default -> byChange;
    };
  }

  /**
   * Returns whether a cancelled event is shown. Cancelled occurrences of a continuing series are
   * part of it, not deleted events.
   */
  private boolean showsCancelled(Event event, Set<String> cancelled) {
    boolean isPartOfSeries =
        event
            .exceptionOf()
            .map(Event.Occurrence::masterId)
            .filter(m -> !cancelled.contains(m))
            .isPresent();
    return !range.isFull()
        || query.flag("showDeleted")
        || query.has("updatedMin")
        || (isPartOfSeries && !query.flag("singleEvents"));
  }

  private static boolean isReplaced(Event event, Set<String> exceptions, List<Event> all) {
    return exceptions.contains(event.id()) && !all.contains(event);
  }
}
