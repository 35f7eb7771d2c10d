package io.pollhook.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.pollhook.configuration.FieldPath;
import io.pollhook.http.RetryAfter;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.log.Shortened;
import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the response of a token endpoint: a grant, a refusal, or no decision. Providers deviate a
 * lot from RFC 6749 §5, so everything but the access token may look different or be missing.
 */
final class TokenAnswer {
  private static final Duration ASSUMED_LIFETIME = Duration.ofHours(1);
  private static final long LONGEST_LIFETIME_SECONDS = Duration.ofDays(3650).toSeconds();
  private static final int LONGEST_MESSAGE = 500;
  private static final Set<String> UNDECIDED =
      Set.of("server_error", "temporarily_unavailable", "internal_failure", "slow_down");

  /** The statuses of refusals; others without an error code may be faults in between. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 422);

  /** The statuses with which a provider asks to try again. */
  private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

  /** The fields for the reason of providers that send no RFC 6749 error. */
  private static final List<FieldPath> REASONS =
      List.of(
              "error_description",
              "error.message",
              "error.error_description",
              "error.description",
              "message",
              "error_message",
              "errors[0].message",
              "errors[0].detail",
              "errors[0]",
              "detail",
              "title",
              "error.code",
              "error.type")
          .stream()
          .map(FieldPath::parse)
          .toList();

  private final HTTPResponse response;
  private final Instant asked;
  private final List<String> secrets;

  /**
   * Creates an answer from a response.
   *
   * @param asked when the request was sent, from which a lifetime counts
   * @param secrets the texts that no message may repeat, even if the provider does
   */
  TokenAnswer(HTTPResponse response, Instant asked, List<String> secrets) {
    this.response = response;
    this.asked = asked;
    this.secrets = secrets;
  }

  /** Returns the grant, or throws the exception that says why there is none. */
  Grant grant() {
    JsonNode body = body();
    String error = body.path("error").isTextual() ? body.path("error").textValue().strip() : "";
    if (!error.isEmpty() && !isUndecided(error)) {
      throw new GrantRefusedException(masked(error), description(body), true);
    }
    String said = description(body);
    if (error.isEmpty() && isRefusal(body, said)) {
      throw new GrantRefusedException(
          said.isEmpty() ? "HTTP " + response.getStatusCode() : said, "", !said.isEmpty());
    }
    if (!response.indicatesSuccess() || !error.isEmpty()) {
      throw unavailable(error.isEmpty() ? "" : ", " + masked(error));
    }
    return text(body, "access_token")
        .map(access -> grant(access, body))
        .orElseThrow(() -> unavailable(" without a token that can be read"));
  }

  /** Returns whether a response without an error code refuses, by its status or by its content. */
  private boolean isRefusal(JsonNode body, String said) {
    int status = response.getStatusCode();
    boolean saysSo = status / 100 == 4 && !NOT_NOW.contains(status) && !said.isEmpty();
    boolean hasError = body.hasNonNull("error") || body.hasNonNull("errors");
    boolean failsWithSuccess = response.indicatesSuccess() && hasError && !said.isEmpty();
    return REFUSALS.contains(status)
        || saysSo
        || (failsWithSuccess && text(body, "access_token").isEmpty());
  }

  /**
   * Returns whether an error code is not a decision. Other codes decide, whatever the status (some
   * providers refuse with 200), except for the provider's own faults.
   */
  private boolean isUndecided(String code) {
    int status = response.getStatusCode();
    return status >= 500 || status == 429 || status == 408 || UNDECIDED.contains(code);
  }

  /**
   * Returns the response as an object, from JSON or from a form, which some providers send
   * regardless of the request.
   */
  private JsonNode body() {
    String text = response.getBody() == null ? "" : response.getBody().strip();
    try {
      JsonNode parsed = Json.read(text.getBytes(StandardCharsets.UTF_8));
      return parsed == null ? Json.MAPPER.createObjectNode() : parsed;
    } catch (IOException e) {
      ObjectNode form = Json.MAPPER.createObjectNode();
      if (text.startsWith("<") || !text.contains("=")) {
        return form;
      }
      URLUtils.parseParameters(text).forEach((name, values) -> form.put(name, values.get(0)));
      return form;
    }
  }

  private Grant grant(String access, JsonNode body) {
    String refresh = text(body, "refresh_token").orElse(null);
    return new Grant(access, refresh, expiry(lifetime(body), refresh != null), scope(body));
  }

  private static Optional<String> text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText().strip())
        : Optional.empty();
  }

  /** Returns the lifetime in seconds; 0 if it is missing or cannot be read. */
  private static long lifetime(JsonNode body) {
    String text = text(body, "expires_in").orElse("");
    return text.matches("\\d{1,15}(\\.\\d{1,15})?")
        ? Long.parseLong(text.replaceFirst("\\..*", ""))
        : 0;
  }

  /** Returns the scope, space-separated; some providers send a list. */
  private static String scope(JsonNode body) {
    JsonNode scope = body.path("scope");
    if (!scope.isArray()) {
      return text(body, "scope").orElse("");
    }
    List<String> scopes = new ArrayList<>();
    scope.forEach(one -> scopes.add(one.asText()));
    return String.join(" ", scopes);
  }

  /**
   * Returns the expiry. Without a readable lifetime, a refusal will show soon enough that the token
   * has expired.
   */
  private Instant expiry(long lifetimeSeconds, boolean refreshable) {
    if (lifetimeSeconds > 0) {
      return asked.plusSeconds(Math.min(lifetimeSeconds, LONGEST_LIFETIME_SECONDS));
    }
    return refreshable ? asked.plus(ASSUMED_LIFETIME) : Grant.NEVER;
  }

  private String description(JsonNode body) {
    String reason =
        REASONS.stream()
            .map(path -> path.in(body))
            .filter(value -> value.isValueNode() && !value.asText("").isBlank())
            .map(JsonNode::asText)
            .findFirst()
            .orElse("");
    String subtype = text(body, "error_subtype").map(text -> " (" + text + ")").orElse("");
    return masked((reason + subtype).strip());
  }

  private String masked(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = secret.isBlank() ? masked : masked.replace(secret, InstanceConfiguration.MASK);
    }
    return Shortened.to(LONGEST_MESSAGE, masked);
  }

  private ProviderUnavailableException unavailable(String detail) {
    return new ProviderUnavailableException(
        "the token endpoint answered with status " + response.getStatusCode() + detail,
        RetryAfter.parse(response.getHeaderValue("Retry-After"), asked)
            .filter(wait -> !wait.isNegative())
            .orElse(null),
        null);
  }
}
