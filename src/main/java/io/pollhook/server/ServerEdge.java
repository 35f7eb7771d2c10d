package io.pollhook.server;

import io.pollhook.provisioning.Problem;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles every request before and after the API's routes: assigns an id, checks admission and
 * reads the body. Responds with JSON to requests that no route matches or that the server itself
 * refuses.
 */
final class ServerEdge implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(ServerEdge.class);
  private static final int FIRST = -3;
  private static final int LAST = Integer.MAX_VALUE;

  /** Bodies may take this fraction of the heap (one eighth). */
  private static final int BODIES_SHARE = 8;

  private final CamelContext context;
  private final Router router;
  private final Connections connections;
  private final ApiPaths paths;

  /**
   * Installs its handlers with the limits of this process.
   *
   * @param longestBody the limit of one body, in bytes
   */
  ServerEdge(
      CamelContext context,
      Router router,
      Connections connections,
      ApiPaths paths,
      Admission admission,
      long longestBody) {
    this(
        context,
        router,
        connections,
        paths,
        admission,
        new BodyReader(longestBody, Runtime.getRuntime().maxMemory() / BODIES_SHARE, connections));
  }

  /** Installs its handlers around all routes of a router, including those added later. */
  ServerEdge(
      CamelContext context,
      Router router,
      Connections connections,
      ApiPaths paths,
      Admission admission,
      BodyReader bodies) {
    this.context = context;
    this.router = router;
    this.connections = connections;
    this.paths = paths;
    router.route().order(FIRST).handler(this::enter).failureHandler(this::failed);
    router.route().order(FIRST + 1).handler(admission);
    router.route().order(FIRST + 2).handler(bodies);
    router.route().order(LAST).handler(this::unmatched);
  }

  /** Treats form bodies as JSON: curl's default content type would have them parsed as a form. */
  @Override
  public void handle(HttpServerRequest request) {
    if (isForm(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
    }
    router.handle(request);
  }

  private static boolean isForm(String contentType) {
    String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
    return type.startsWith("application/x-www-form-urlencoded")
        || type.startsWith("multipart/form-data");
  }

  private void enter(RoutingContext call) {
    call.response().putHeader(Answers.REQUEST_ID, Answers.newRequestId());
    call.addEndHandler(ended -> connections.idle(call.request().connection()));
    if (!isReadable(call)) {
      Answers.refuse(
          call, Problem.invalid("the path has a % that does not begin an escape sequence"));
    } else if (call.request().headers().getAll(HttpHeaders.HOST).size() > 1) {
      Answers.refuse(call, Problem.invalid("the header Host is there twice, expected one"));
    } else {
      call.next();
    }
  }

  private static boolean isReadable(RoutingContext call) {
    try {
      return call.normalizedPath() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void unmatched(RoutingContext call) {
    String path = call.normalizedPath();
    Set<String> methods = methodsOf(call, path);
    if (!context.isStarted()) {
      Answers.answer(call, Problem.of(503, "Pollhook is starting"));
    } else if (methods.isEmpty()) {
      Answers.answer(call, Problem.unknown("no such path: " + path));
    } else if (call.request().method().equals(HttpMethod.OPTIONS)) {
      call.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
      call.response().setStatusCode(204).end();
    } else {
      String allowed = String.join(", ", methods);
      call.response().putHeader(HttpHeaders.ALLOW, allowed);
      Answers.answer(
          call, Problem.of(405, call.request().method() + " " + path + ": expected " + allowed));
    }
  }

  /** The paths that can be read through the hub are not REST routes; they only support GET. */
  private Set<String> methodsOf(RoutingContext call, String path) {
    Set<String> methods = RestPaths.methodsOf(context, path);
    boolean ofHub =
        methods.isEmpty()
            && path.startsWith(Admission.API)
            && paths.isHubPath(path.substring(Admission.API.length() - 1), Caller.of(call));
    return ofHub ? Set.of("GET") : methods;
  }

  /** Some requests fail before they {@link #enter}: without a valid Host, or without a path. */
  private void failed(RoutingContext call) {
    int status = call.statusCode();
    if (!call.response().headers().contains(Answers.REQUEST_ID)) {
      call.response().putHeader(Answers.REQUEST_ID, Answers.newRequestId());
    }
    if (call.failure() != null && status >= 500) {
      String id = call.response().headers().get(Answers.REQUEST_ID);
      LOG.error("request {} failed before it reached its route", id, call.failure());
    }
    Answers.refuse(
        call,
        switch (status) {
          case 413 -> Problem.of(413, "the body is too large");
          case 400 ->
              Problem.invalid(
                  "the path, the query or a header, such as Host, is missing or cannot be read");
          case 404 -> Problem.unknown("no such path, expected one that begins with /");
          default ->
              Problem.of(
                  status < 400 ? 500 : status,
                  status < 500 ? "the server refused the request" : "the server failed");
        });
  }
}
