package io.pollhook.console;

import io.pollhook.provisioning.Problem;
import io.pollhook.server.Answers;
import io.pollhook.server.ServerPath;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the console's pages from the jar. Their Content Security Policy lets them load, call and
 * run only resources of this server, and browsers revalidate a cached copy before they use it.
 */
final class ConsoleFiles {
  private static final String BASE = "/console/";

  private static final String RESOURCES = "/io/pollhook/console/";
  private static final String PAGE = "index.html";

  /** The path to which providers redirect the browser: the same page, which reads the query. */
  private static final String REDIRECT = BASE + "connected";

  private static final Pattern FILE =
      Pattern.compile("/console/((?:[a-z0-9-]+/)*[a-z0-9-]+\\.([a-z]+))");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  private final Libraries libraries = new Libraries();
  private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

  void install(Router router) {
    ServerPath.install(router, "/", call -> send(call, PAGE));
    ServerPath.install(router, REDIRECT, call -> send(call, PAGE));
    ServerPath.install(router, BASE + "*", this::sendNamed);
  }

  private void sendNamed(RoutingContext call) {
    Matcher path = FILE.matcher(call.normalizedPath());
    if (path.matches() && TYPES.containsKey(path.group(2))) {
      send(call, path.group(1));
    } else {
      unknown(call);
    }
  }

  private void send(RoutingContext call, String name) {
    ConsoleFile known = files.get(name);
    if (known != null) {
      send(call, known);
      return;
    }
    call.vertx()
        .executeBlocking(() -> read(name), false)
        .onSuccess(
            read ->
                read.ifPresentOrElse(
                    file -> {
                      files.put(name, file);
                      send(call, file);
                    },
                    () -> unknown(call)))
        .onFailure(call::fail);
  }

  private Optional<ConsoleFile> read(String name) throws IOException {
    Optional<byte[]> library = libraries.read(name);
    Optional<byte[]> bytes = library.isPresent() ? library : own(name);
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return bytes.map(content -> ConsoleFile.of(type, content));
  }

  private static Optional<byte[]> own(String name) throws IOException {
    try (InputStream file = ConsoleFiles.class.getResourceAsStream(RESOURCES + name)) {
      return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
    }
  }

  private static void send(RoutingContext call, ConsoleFile file) {
    HttpServerRequest request = call.request();
    HttpServerResponse response = call.response();
    boolean gzip = accepts(request.getHeader(HttpHeaders.ACCEPT_ENCODING), "gzip");
    response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .putHeader(HttpHeaders.ETAG, file.etag(gzip));
    if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH), file.etag(gzip))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, file.type());
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    byte[] bytes = file.bytes(gzip);
    if (request.method().name().equals("HEAD")) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(bytes.length)).end();
    } else {
      response.end(Buffer.buffer(bytes));
    }
  }

  private static boolean accepts(String encodings, String encoding) {
    return encodings != null && encodings.contains(encoding);
  }

  /** True even if a proxy has made the validator weak. */
  private static boolean isKnown(String given, String etag) {
    return given != null && given.contains(etag);
  }

  private static void unknown(RoutingContext call) {
    Answers.answer(call, Problem.unknown("no such path: " + call.normalizedPath()));
  }
}
