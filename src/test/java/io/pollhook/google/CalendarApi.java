package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Response;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** Calendar v3 below {@code /calendar/v3}. */
final class CalendarApi {
  private static final List<String> ROLES =
      List.of("freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner");

  private final EventsApi events;

  CalendarApi(Clock clock) {
    this.events = new EventsApi(clock);
  }

  /** Responds to a call, which the path's segments after the version determine. */
  Response answer(Call call, List<String> path) {
    if (!call.is("GET")) {
      throw new Refusal(CalendarErrors.notFound());
    }
    Parameters query =
        new Parameters(call.request().parameters(), CalendarErrors::invalidParameter);
    if (path.equals(List.of("users", "me", "calendarList"))) {
      require(call, "calendar.calendarlist", "calendar.calendarlist.readonly");
      return Response.json(200, calendarList(call.account(), query));
    }
    if (path.size() == 4 && path.subList(0, 3).equals(List.of("users", "me", "calendarList"))) {
      require(call, "calendar.calendarlist", "calendar.calendarlist.readonly");
      return Response.json(200, listed(call.account(), path.get(3)));
    }
    if (path.size() < 2 || !path.get(0).equals("calendars")) {
      throw new Refusal(CalendarErrors.notFound());
    }
    Calendars.Entry entry =
        call.account()
            .calendars()
            .entry(path.get(1))
            .orElseThrow(() -> new Refusal(CalendarErrors.notFound()));
    checkAvailable(entry);
    String rest = String.join("/", path.subList(2, path.size()));
    if (rest.isEmpty()) {
      require(call, "calendar.calendars", "calendar.calendars.readonly");
      return Response.json(200, calendar(entry));
    }
    if (rest.equals("acl")) {
      return Response.json(200, accessRules(call, entry, query));
    }
    if (rest.startsWith("acl/")) {
      return Response.json(200, entry.calendar().accessRules().one(path.get(3)));
    }
    require(call, "calendar.events", "calendar.events.readonly");
    if (rest.equals("events")) {
      if (entry.accessRole().equals("freeBusyReader")) {
        throw new Refusal(CalendarErrors.forbidden());
      }
      return Response.json(200, events.list(call.account(), entry, query));
    }
    return entry
        .calendar()
        .event(rest.substring(rest.indexOf('/') + 1))
        .map(event -> Response.json(200, event.json(true)))
        .orElseThrow(() -> new Refusal(CalendarErrors.notFound()));
  }

  /** Only owners see who else has access. */
  private static ObjectNode accessRules(Call call, Calendars.Entry entry, Parameters query) {
    if (!call.mayUse("calendar", "calendar.acls", "calendar.acls.readonly")) {
      throw new Refusal(ApiErrors.insufficientScopes());
    }
    if (!entry.accessRole().equals("owner")) {
      throw new Refusal(CalendarErrors.forbidden());
    }
    return entry.calendar().accessRules().list(call.account(), query);
  }

  private static void require(Call call, String... narrowScopes) {
    if (!call.mayUse("calendar", "calendar.readonly") && !call.mayUse(narrowScopes)) {
      throw new Refusal(ApiErrors.insufficientScopes());
    }
  }

  private static void checkAvailable(Calendars.Entry entry) {
    switch (entry.calendar().availability()) {
      case FORBIDDEN -> throw new Refusal(CalendarErrors.forbidden());
      case MISSING -> throw new Refusal(CalendarErrors.notFound());
      case DELETED -> throw new Refusal(CalendarErrors.deleted());
      case READABLE -> {}
    }
  }

  private static ObjectNode calendar(Calendars.Entry entry) {
    return Json.object()
        .put("kind", "calendar#calendar")
        .put("etag", "\"c" + entry.change() + "\"")
        .put("id", entry.calendar().id())
        .put("summary", entry.summary())
        .put("timeZone", "UTC");
  }

  private static ObjectNode calendarList(Account account, Parameters query) {
    query.allow(
        "maxResults", "minAccessRole", "pageToken", "showDeleted", "showHidden", "syncToken");
    if (query.has("syncToken") && query.has("minAccessRole")) {
      throw query.refusal("minAccessRole", "Sync token cannot be used with minAccessRole.");
    }
    Calendars calendars = account.calendars();
    SyncToken tokens = new SyncToken("calendarList", calendars.tokenGeneration(), query);
    Paging paging =
        Paging.of(
            "calendarList",
            query,
            tokens.range(calendars.lastChange(), CalendarErrors::fullSyncRequired));
    ChangeRange range = paging.range();
    int lowestRole = ROLES.indexOf(query.text("minAccessRole", ROLES.get(0)));
    List<Calendars.Entry> entries =
        calendars.entries().stream()
            .filter(entry -> range.contains(entry.change()))
            .filter(entry -> !entry.removed() || !range.isFull() || query.flag("showDeleted"))
            .filter(entry -> !entry.hidden() || query.flag("showHidden"))
            .filter(entry -> ROLES.indexOf(entry.accessRole()) >= lowestRole)
            .sorted(Comparator.comparing(Calendars.Entry::change))
            .toList();
    Page<Calendars.Entry> page =
        paging.cut(
            entries,
            account.pageSize(query.pageSize("maxResults", 100, 250)),
            entry -> Paging.key(entry.change()),
            Comparator.naturalOrder());
    ObjectNode body = Json.object().put("kind", "calendar#calendarList").put("etag", "\"p\"");
    page.nextToken()
        .ifPresentOrElse(
            token -> body.put("nextPageToken", token),
            () -> body.put("nextSyncToken", tokens.upTo(range.until())));
    body.putArray("items")
        .addAll(page.items().stream().map(entry -> json(entry, account)).toList());
    return body;
  }

  private static ObjectNode listed(Account account, String id) {
    return account.calendars().entries().stream()
        .filter(entry -> entry.calendar().id().equals(id) && !entry.removed())
        .findFirst()
        .map(entry -> json(entry, account))
        .orElseThrow(() -> new Refusal(CalendarErrors.notFound()));
  }

  private static ObjectNode json(Calendars.Entry entry, Account account) {
    String id = entry.calendar().id();
    ObjectNode json =
        Json.object()
            .put("kind", "calendar#calendarListEntry")
            .put("etag", "\"l" + entry.change() + "\"")
            .put("id", id);
    if (entry.removed()) {
      return json.put("deleted", true);
    }
    json.put("summary", entry.summary())
        .put("timeZone", "UTC")
        .put("selected", true)
        .put("accessRole", entry.accessRole());
    return account.calendars().isPrimary(entry.calendar()) ? json.put("primary", true) : json;
  }
}
