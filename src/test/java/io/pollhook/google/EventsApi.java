package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The call {@code events.list} of Calendar v3. */
final class EventsApi {
  /** The furthest that {@code updatedMin} may go back; measured by others, but not documented. */
  private static final Duration LONGEST_LOOK_BACK = Duration.ofDays(29);

  private static final List<String> NOT_WITH_SYNC_TOKEN =
      List.of(
          "iCalUID",
          "orderBy",
          "privateExtendedProperty",
          "q",
          "sharedExtendedProperty",
          "timeMin",
          "timeMax",
          "updatedMin");

  private final Clock clock;

  EventsApi(Clock clock) {
    this.clock = clock;
  }

  /** Returns one page of a full listing, or of the changes since a sync token or a date. */
  ObjectNode list(Account account, Calendars.Entry entry, Parameters query) {
    Calendar calendar = entry.calendar();
    check(query);
    SyncToken tokens = new SyncToken(calendar.id(), calendar.tokenGeneration(), query);
    Paging paging =
        Paging.of(
            "events " + calendar.id(),
            query,
            tokens.range(calendar.lastChange(), CalendarErrors::fullSyncRequired));
    EventSelection selection = new EventSelection(paging.range(), query, updatedMin(query));
    int size = account.pageSize(query.pageSize("maxResults", 250, 2500));
    Page<Event> page =
        paging.cut(
            selection.of(calendar.events()),
            calendar.sendsEmptyPages() && paging.number() % 2 == 0 ? 0 : size,
            selection::key,
            Comparator.naturalOrder());
    ObjectNode body = envelope(entry);
    page.nextToken()
        .ifPresentOrElse(
            token -> body.put("nextPageToken", token),
            () -> {
              if (selection.leadsToSyncToken()) {
                body.put("nextSyncToken", tokens.upTo(selection.range().until()));
              }
            });
    body.putArray("items")
        .addAll(page.items().stream().map(e -> e.json(query.flag("showDeleted"))).toList());
    return body;
  }

  private static void check(Parameters query) {
    if (query.has("syncToken")) {
      for (String name : NOT_WITH_SYNC_TOKEN) {
        if (query.has(name)) {
          throw query.refusal(name, "Sync token cannot be used with " + name + ".");
        }
      }
      if (query.has("showDeleted") && !query.flag("showDeleted")) {
        throw query.refusal("showDeleted", "Sync token cannot be used with showDeleted=false.");
      }
    }
    query.allow(
        "syncToken",
        "pageToken",
        "maxResults",
        "showDeleted",
        "singleEvents",
        "orderBy",
        "updatedMin",
        "maxAttendees",
        "timeZone");
    if (!Set.of("updated", "startTime").contains(query.text("orderBy", "updated"))
        || (query.text("orderBy", "").equals("startTime") && !query.flag("singleEvents"))) {
      throw query.refusal("orderBy", "The requested ordering is not available for this query.");
    }
  }

  private Instant updatedMin(Parameters query) {
    if (!query.has("updatedMin")) {
      return Instant.MIN;
    }
    Instant updatedMin;
    try {
      updatedMin = OffsetDateTime.parse(query.text("updatedMin", "")).toInstant();
    } catch (DateTimeException e) {
      throw new Refusal(CalendarErrors.invalidParameter("updatedMin", "Bad Request"), e);
    }
    if (updatedMin.isBefore(clock.instant().minus(LONGEST_LOOK_BACK))) {
      throw new Refusal(CalendarErrors.updatedMinTooLongAgo());
    }
    return updatedMin;
  }

  private static ObjectNode envelope(Calendars.Entry entry) {
    ObjectNode body =
        Json.object()
            .put("kind", "calendar#events")
            .put("etag", "\"p" + entry.calendar().lastChange() + "\"")
            .put("summary", entry.summary())
            .put("timeZone", "UTC")
            .put("accessRole", entry.accessRole());
    body.putArray("defaultReminders");
    return body;
  }
}
