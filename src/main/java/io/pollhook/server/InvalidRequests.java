package io.pollhook.server;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Responds to requests whose header cannot be parsed, which reach no route, and closes their
 * connection. An unknown version of HTTP is not among them: Vert.x answers it with a bare 501.
 */
final class InvalidRequests implements Handler<HttpServerRequest> {
  @Override
  public void handle(HttpServerRequest request) {
    Problem problem = problem(request.decoderResult().cause());
    String id = Answers.newRequestId();
    HttpServerResponse response = request.response();
    response
        .setStatusCode(problem.status())
        .putHeader(Answers.REQUEST_ID, id)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
        .end(Json.text(Answers.problem(id, problem)));
    request.connection().close();
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(
          414,
          "the request line is too long, expected at most "
              + ApiServer.LONGEST_REQUEST_LINE
              + " bytes");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(
          431,
          "the headers are too large, expected at most " + ApiServer.LARGEST_HEADER + " bytes");
    }
    return Problem.invalid("the request line or a header cannot be read");
  }
}
