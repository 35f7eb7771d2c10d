package io.pollhook.api;

import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.RestRegistry;

/**
 * What is done for every request to the server, inside and outside of the API's routes: an id, JSON
 * where no route matches or the server itself refuses, and a content type that keeps the server
 * from reading JSON as a form, as curl's default asks it to.
 */
final class ServerEdge {
  static final String REQUEST_ID = "elements-request-id";
  private static final int FIRST = -1;
  private static final int LAST = Integer.MAX_VALUE;

  private final CamelContext context;
  private final Router router;
  private final SecureRandom random = new SecureRandom();

  private ServerEdge(CamelContext context, Router router) {
    this.context = context;
    this.router = router;
  }

  /** Puts it around the routes of a server, those that come later included. */
  static void install(CamelContext context, Router router) {
    ServerEdge edge = new ServerEdge(context, router);
    router.route().order(FIRST).handler(edge::enter).failureHandler(edge::failed);
    router.route().order(LAST).handler(edge::unmatched);
  }

  private void enter(RoutingContext call) {
    HttpServerRequest request = call.request();
    if (isForm(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
      router.handle(request); // again from the start: the call has read the header already
      return;
    }
    call.response().putHeader(REQUEST_ID, newId());
    call.next();
  }

  private static boolean isForm(String contentType) {
    String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
    return type.startsWith("application/x-www-form-urlencoded")
        || type.startsWith("multipart/form-data");
  }

  private void unmatched(RoutingContext call) {
    String path = call.normalizedPath();
    Set<String> methods = methodsOf(path);
    if (!context.isStarted()) {
      answer(call, Problem.of(503, "Pollhook is starting"));
    } else if (methods.isEmpty()) {
      answer(call, Problem.unknown("no such path: " + path));
    } else {
      String allowed = String.join(", ", methods);
      call.response().putHeader(HttpHeaders.ALLOW, allowed);
      answer(call, Problem.of(405, call.request().method() + " " + path + ": expected " + allowed));
    }
  }

  @SuppressWarnings("deprecation") // what Camel 4.18 has instead is not in 4.17
  private Set<String> methodsOf(String path) {
    return context.getRestRegistry().listAllRestServices().stream()
        .filter(service -> matches(service, path))
        .map(service -> service.getMethod().toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean matches(RestRegistry.RestService service, String path) {
    String[] expected = (service.getBasePath() + service.getUriTemplate()).split("/", -1);
    String[] actual = path.split("/", -1);
    boolean same = expected.length == actual.length;
    for (int i = 0; same && i < expected.length; i++) {
      same = expected[i].startsWith("{") || expected[i].equals(actual[i]);
    }
    return same;
  }

  private void failed(RoutingContext call) {
    int status = call.statusCode();
    answer(
        call,
        switch (status) {
          case 413 -> Problem.of(413, "the body is too large");
          case 400 -> Problem.invalid("the request's path, query or headers cannot be read");
          default ->
              Problem.of(
                  status < 400 ? 500 : status,
                  status < 500 ? "the server refused the request" : "the server failed");
        });
  }

  static void answer(RoutingContext call, Problem problem) {
    if (call.response().ended()) {
      return;
    }
    String id = call.response().headers().get(REQUEST_ID);
    call.response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Json.text(ProblemWriter.body(id, problem)));
  }

  private String newId() {
    byte[] bytes = new byte[12];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
