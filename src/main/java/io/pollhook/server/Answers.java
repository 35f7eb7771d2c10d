package io.pollhook.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/** Writes the server's own responses in the form that the API's routes use. */
public final class Answers {
  /** The header with the request's id, which log lines about the request contain. */
  public static final String REQUEST_ID = "elements-request-id";

  /** Closing at once would reset the connection before the client has read the response. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private static final SecureRandom RANDOM = new SecureRandom();

  private Answers() {}

  /** Returns an id of 24 hexadecimal digits for a request. */
  static String newRequestId() {
    byte[] bytes = new byte[12];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns the JSON of a problem. */
  public static ObjectNode problem(String requestId, Problem problem) {
    ObjectNode body = Json.ASCII.createObjectNode();
    body.put("requestId", requestId);
    body.put("message", problem.getMessage());
    problem.providerMessage().ifPresent(words -> body.put("providerMessage", words));
    return body;
  }

  /** Responds to a call and keeps its connection open. */
  public static void answer(RoutingContext call, Problem problem) {
    HttpServerResponse response = call.response();
    if (response.ended()) {
      return;
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Json.text(problem(response.headers().get(REQUEST_ID), problem)));
  }

  /** Responds to a call without reading its body, which is discarded; closes the connection. */
  static void refuse(RoutingContext call, Problem problem) {
    if (call.request().version() == HttpVersion.HTTP_2) {
      refuseStream(call, problem);
      return;
    }
    call.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    answer(call, problem);
    HttpServerRequest request = call.request();
    HttpConnection connection = request.connection();
    if (request.isEnded()) {
      connection.close();
      return;
    }
    long timer = call.vertx().setTimer(LINGER.toMillis(), late -> connection.close());
    request
        .handler(discarded -> {})
        .exceptionHandler(gone -> call.vertx().cancelTimer(timer))
        .endHandler(
            ended -> {
              call.vertx().cancelTimer(timer);
              connection.close();
            })
        .resume();
  }

  /** The connection belongs to a host application, whose other calls continue (RFC 9113 §8.1). */
  private static void refuseStream(RoutingContext call, Problem problem) {
    answer(call, problem);
    if (!call.request().isEnded()) {
      call.request().handler(discarded -> {}).resume();
      call.response().reset(0);
    }
  }
}
