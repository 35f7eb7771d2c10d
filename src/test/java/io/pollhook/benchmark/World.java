package io.pollhook.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/**
 * The world outside of the program, on one port: Google's token endpoint, Calendar's events by sync
 * token, and the callback. As lean as possible, so that the program dominates the measurement.
 */
final class World implements AutoCloseable {
  private static final byte[] OBJECT_ID = "\"objectId\":\"".getBytes(StandardCharsets.US_ASCII);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final HttpServer server;
  private final Calendars calendars;
  private final int pageSize;
  private final PollLog polls = new PollLog();
  private volatile boolean refusing;
  private volatile byte[] lastCallback = {};

  /** Serves pages of the given number of objects. */
  World(Calendars calendars, int pageSize) {
    this.calendars = calendars;
    this.pageSize = pageSize;
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setTcpNoDelay(true).setHost("127.0.0.1"))
            .requestHandler(this::handle)
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Sets whether the callback answers 503 from now on. */
  void refuse(boolean refuses) {
    refusing = refuses;
  }

  /** The times at which calendars were asked for changes. */
  PollLog polls() {
    return polls;
  }

  /** The bytes of the last notification. */
  byte[] lastCallback() {
    return lastCallback.clone();
  }

  private void handle(HttpServerRequest request) {
    String path = request.path();
    if (path.startsWith("/calendars/")) {
      int calendar =
          Integer.parseInt(path.substring("/calendars/".length(), path.lastIndexOf('/')));
      events(request, calendar);
    } else if (path.equals("/callback")) {
      request.body().onSuccess(body -> callback(request, body));
    } else if (path.equals("/bare")) {
      request.body().onSuccess(body -> request.response().end());
    } else {
      request.body().onSuccess(body -> json(request, Buffer.buffer(TOKEN)));
    }
  }

  private static final String TOKEN =
      "{\"access_token\":\"token\",\"expires_in\":86400,\"token_type\":\"Bearer\",\"scope\":\"\"}";

  private void callback(HttpServerRequest request, Buffer body) {
    if (refusing) {
      request.response().setStatusCode(503).end();
      return;
    }
    byte[] bytes = body.getBytes();
    lastCallback = bytes;
    for (int at = find(bytes, 0); at >= 0; at = find(bytes, at)) {
      int end = at;
      while (bytes[end] != '"') {
        end++;
      }
      calendars.receive(new String(bytes, at, end - at, StandardCharsets.US_ASCII));
    }
    request.response().end();
  }

  /** Finds the index after the next object id's opening quote; -1 if there is none. */
  private static int find(byte[] bytes, int from) {
    for (int at = from; at <= bytes.length - OBJECT_ID.length; at++) {
      int same = 0;
      while (same < OBJECT_ID.length && bytes[at + same] == OBJECT_ID[same]) {
        same++;
      }
      if (same == OBJECT_ID.length) {
        return at + same;
      }
    }
    return -1;
  }

  /** A token is the number of the next change; a page token the numbers of its first and last. */
  private void events(HttpServerRequest request, int calendar) {
    String page = request.getParam("pageToken");
    String token = request.getParam("syncToken");
    long to = calendars.published(calendar);
    long from = token == null ? 0 : Long.parseLong(token);
    if (page != null) {
      String[] range = page.split("-", 2);
      from = Long.parseLong(range[0]);
      to = Long.parseLong(range[1]);
    } else if (token != null) {
      polls.add(calendar, System.currentTimeMillis());
      calendars.listens(calendar);
    }
    long end = Math.min(to, from + pageSize);
    json(request, page(calendar, from, end, to));
  }

  private Buffer page(int calendar, long from, long end, long to) {
    Buffer page = Buffer.buffer(200 + (int) (end - from) * 700);
    page.appendString("{\"kind\":\"calendar#events\",\"summary\":\"benchmark\",\"items\":[");
    for (long number = from; number < end; number++) {
      page.appendString(number == from ? "" : ",");
      page.appendString(EventJson.of(calendar, number, calendars.madeAt(calendar, number)));
    }
    page.appendString("],");
    page.appendString(
        end < to
            ? "\"nextPageToken\":\"" + end + "-" + to + "\"}"
            : "\"nextSyncToken\":\"" + to + "\"}");
    return page;
  }

  private static void json(HttpServerRequest request, Buffer body) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader(
            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .end(body);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
