package io.pollhook.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.DatedListing.Order;
import io.pollhook.change.MemoryFeed.Refused;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A REST provider on 127.0.0.1 with the listings of many accounts, each with its own clock. */
final class DatedProvider implements AutoCloseable {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final Map<String, DatedAccount> accounts = new ConcurrentHashMap<>();
  private final AtomicInteger served = new AtomicInteger();
  private final LoopbackServer server = new LoopbackServer(0, Clock.systemUTC(), this::answer);
  private volatile double failures;

  /** The file of its element. */
  String element() {
    return """
    key: dated
    baseUrl: %s
    items: objects
    paging: {style: token, parameter: page, field: next}
    errors:
      - {status: 410, means: cursor-refused}
    resources:
      - path: /{account}/objects
      - {path: "/{account}/newest-first", order: newest-first}
    """
        .formatted(server.uri());
  }

  /** Adds an account; later changes to it need its lock. */
  void add(String name, DatedAccount account) {
    accounts.put(name, account);
  }

  /** The configuration that polls an account. */
  static String polling(String name, DatedAccount account) {
    boolean newestFirst = account.habits().order() == Order.NEWEST_FIRST;
    return """
    {"objects": {
      "url": "/hubs/general/%s/%s?since=${gmtDate:~}", "idField": "id", "pollDelay": "30",
      "datesConfiguration": {"updatedDateField": "updated", "updatedDateFormat": "~",
        "createdDateField": "created", "createdDateFormat": "~"}}}
    """
        .formatted(name, newestFirst ? "newest-first" : "objects")
        .replace("~", account.habits().dateFormat());
  }

  /** The number of requests answered so far. */
  int served() {
    return served.get();
  }

  /** Sets the probability that a request fails. */
  void fail(double probability) {
    failures = probability;
  }

  private Reply answer(Request request) {
    DatedAccount account = accounts.get(request.segments().get(0));
    synchronized (account) {
      served.incrementAndGet();
      if (account.random().nextDouble() < failures) {
        return Response.of(503);
      }
      try {
        Page page = account.provider().fetch(call(request.parameters()));
        return response(page).with("Date", HTTP_DATE.format(page.servedAt()));
      } catch (Refused refused) {
        return Response.of(refused.isOfCursor() ? 410 : 400);
      }
    }
  }

  private static PageRequest call(Map<String, List<String>> parameters) {
    String page = parameters.containsKey("page") ? parameters.get("page").get(0) : null;
    Instant since = TestFields.parsed(parameters.get("since").get(0));
    return new PageRequest(Mode.CHANGES, null, page, since);
  }

  private static Response response(Page page) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putArray("objects").addAll(page.items());
    body.put("next", page.nextPage());
    return Response.json(200, body);
  }

  @Override
  public void close() {
    server.close();
  }
}
