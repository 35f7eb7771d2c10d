package io.pollhook.api;

import io.pollhook.provisioning.Problem;
import io.pollhook.server.Authenticator;
import io.pollhook.server.Caller;
import io.pollhook.server.RestPaths;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Turns a call that the server admitted into an {@link ApiRequest}. */
final class RequestReader implements Processor {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final Map<String, Operation> operations;

  RequestReader(ApiDescription description) {
    this.operations =
        description.operations().stream()
            .collect(Collectors.toMap(Operation::id, Function.identity()));
  }

  @Override
  public void process(Exchange exchange) {
    // routes have the ids of their operations
    Operation operation = operations.get(exchange.getFromRouteId());
    Caller caller = Caller.of(exchange.getMessage());
    if (caller.isStranger() && !operation.open()) {
      throw Authenticator.unauthorized("expected \"User <secret>, Organization <secret>\"");
    }
    // Camel mixes headers and query parameters, so the query is read from the request itself.
    HttpServerRequest http = exchange.getMessage(HttpMessage.class).getRequest();
    checkMethod(exchange, http);
    byte[] body = exchange.getMessage().getBody(byte[].class);
    ApiRequest request =
        new ApiRequest(
            operation,
            caller.account(),
            caller.instance(),
            pathParameters(exchange),
            http.query() == null ? Map.of() : parse(http.query()),
            ByteBuffer.wrap(body == null ? new byte[0] : body));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(request);
  }

  /** A path such as {@code /instances/poll} has no GET, although an id could be in its place. */
  private static void checkMethod(Exchange exchange, HttpServerRequest http) {
    Set<String> methods = RestPaths.methodsOf(exchange.getContext(), http.path());
    if (!methods.isEmpty() && !methods.contains(http.method().name())) {
      String allowed = String.join(", ", methods);
      http.response().putHeader(HttpHeaders.ALLOW, allowed);
      throw Problem.of(405, http.method() + " " + http.path() + ": expected " + allowed);
    }
  }

  /**
   * Reads the path parameters, which Camel appends to headers and query parameters of the same
   * name.
   */
  private static Map<String, String> pathParameters(Exchange exchange) {
    String template = ((PlatformHttpEndpoint) exchange.getFromEndpoint()).getPath();
    Map<String, String> parameters = new HashMap<>();
    Matcher names = PATH_PARAMETER.matcher(template);
    while (names.find()) {
      Object value = exchange.getMessage().getHeader(names.group(1));
      String text =
          value instanceof List<?> values
              ? values.get(values.size() - 1).toString()
              : value.toString();
      if (text.indexOf('\0') >= 0) {
        throw Problem.unknown("no such path: it has a NUL character");
      }
      parameters.put(names.group(1), text);
    }
    return parameters;
  }

  /** The parameters of a query, decoded. */
  static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      String[] nameAndValue = pair.split("=", 2);
      parameters
          .computeIfAbsent(decode(nameAndValue[0]), name -> new ArrayList<>())
          .add(nameAndValue.length == 2 ? decode(nameAndValue[1]) : "");
    }
    return parameters;
  }

  private static String decode(String encoded) {
    try {
      String decoded = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
      if (decoded.indexOf('\0') < 0) { // PostgreSQL refuses text with NUL
        return decoded;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw Problem.invalid("the query", encoded, "percent-encoded text without NUL");
  }
}
