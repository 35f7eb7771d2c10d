package io.pollhook.api;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Problem;
import io.pollhook.secret.AccountSecrets;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Authenticates a call, before its body is looked at, and makes an {@link ApiRequest} of it. */
final class RequestReader implements Processor {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

  private final AccountSecrets secrets;
  private final InstanceRepository instances;
  private final Map<String, Operation> operations;

  RequestReader(
      AccountSecrets secrets, InstanceRepository instances, ApiDescription description) {
    this.secrets = secrets;
    this.instances = instances;
    this.operations =
        description.operations().stream()
            .collect(Collectors.toMap(Operation::id, Function.identity()));
  }

  static Problem unauthorized(String why) {
    return Problem.of(401, "Authorization: " + why);
  }

  @Override
  public void process(Exchange exchange) {
    // Camel mixes headers and query parameters; what decides is taken from where it belongs.
    HttpServerRequest http = exchange.getMessage(HttpMessage.class).getRequest();
    String header = http.getHeader("Authorization");
    ApiRequest request =
        operation(exchange).open() && header == null
            ? read(exchange, http.query(), false, Optional.empty())
            : authenticated(exchange, http, Authorization.parse(header == null ? "" : header));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(request);
  }

  private ApiRequest authenticated(
      Exchange exchange, HttpServerRequest http, Authorization header) {
    if (!matches(header.user(), secrets.user())) {
      throw unauthorized("expected \"User <secret>, Organization <secret>\" with a valid secret");
    }
    boolean account = header.organization().isPresent();
    if (account && !matches(header.organization(), secrets.organization())) {
      throw unauthorized("the Organization secret is not valid");
    }
    Optional<Instance> instance = header.element().flatMap(instances::findByToken);
    if (header.element().isPresent() && instance.isEmpty()) {
      throw unauthorized("the Element token is not valid");
    }
    if (!account && instance.isEmpty()) {
      throw unauthorized("expected an Organization secret or an Element token");
    }
    return read(exchange, http.query(), account, instance);
  }

  private static boolean matches(Optional<String> came, String expected) {
    return came.filter(
            secret ->
                MessageDigest.isEqual(
                    secret.getBytes(StandardCharsets.UTF_8),
                    expected.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  private ApiRequest read(
      Exchange exchange, String query, boolean account, Optional<Instance> instance) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    return new ApiRequest(
        operation(exchange),
        account,
        instance,
        pathParameters(exchange),
        query == null ? Map.of() : parse(query),
        ByteBuffer.wrap(body == null ? new byte[0] : body));
  }

  /** The REST routes are named after their operations. */
  private Operation operation(Exchange exchange) {
    return operations.get(exchange.getFromRouteId());
  }

  /** Camel puts them into headers, after headers and query parameters of the same name. */
  private static Map<String, String> pathParameters(Exchange exchange) {
    String template = ((PlatformHttpEndpoint) exchange.getFromEndpoint()).getPath();
    Map<String, String> parameters = new HashMap<>();
    Matcher names = PATH_PARAMETER.matcher(template);
    while (names.find()) {
      Object value = exchange.getMessage().getHeader(names.group(1));
      parameters.put(
          names.group(1),
          value instanceof List<?> values
              ? values.get(values.size() - 1).toString()
              : value.toString());
    }
    return parameters;
  }

  private static Map<String, List<String>> parse(String query) {
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
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("the query", encoded, "percent-encoding");
    }
  }
}
