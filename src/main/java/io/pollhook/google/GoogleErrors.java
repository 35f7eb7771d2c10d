package io.pollhook.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.http.RetryAfter;
import io.pollhook.source.ProviderException;
import io.pollhook.store.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Determines the meaning of Google's error responses. Google reports most rate limits as 403, so
 * the reasons decide (Calendar API, "Handle API errors"; Gmail API, "Resolve errors"); a body may
 * also be HTML.
 */
final class GoogleErrors {
  private static final Set<String> RATE_LIMITS =
      Set.of(
          "rateLimitExceeded",
          "userRateLimitExceeded",
          "quotaExceeded",
          "dailyLimitExceeded",
          "RATE_LIMIT_EXCEEDED",
          "RESOURCE_EXHAUSTED");
  private static final Set<String> REFUSED_CURSORS =
      Set.of("fullSyncRequired", "updatedMinTooLongAgo", "EXPIRED_SYNC_TOKEN");
  private static final Pattern RETRY_AFTER = Pattern.compile("Retry after\\s+(\\S+Z)");

  private final Clock clock;

  GoogleErrors(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns the exception to throw.
   *
   * @param retryAfter the Retry-After header, or null
   */
  ProviderException exception(int status, String retryAfter, String body) {
    JsonNode answer = parse(body);
    // Google's client library removes the wrapper
    JsonNode error = answer.path("error").isObject() ? answer.path("error") : answer;
    Set<String> reasons = reasons(error);
    String message = error.path("message").asText("");
    ErrorMeaning meaning = meaning(status, reasons);
    String shown = "HTTP " + status + (reasons.isEmpty() ? "" : " " + reasons) + " " + message;
    return new ProviderException(meaning, status, shown.strip(), wait(retryAfter, message));
  }

  private static ErrorMeaning meaning(int status, Set<String> reasons) {
    if (reasons.stream().anyMatch(RATE_LIMITS::contains)) {
      return ErrorMeaning.RATE_LIMITED;
    }
    if (reasons.stream().anyMatch(REFUSED_CURSORS::contains)) {
      return ErrorMeaning.CURSOR_REFUSED;
    }
    return ErrorMeaning.ofStatus(status, false);
  }

  private static Set<String> reasons(JsonNode error) {
    Set<String> reasons = new LinkedHashSet<>();
    for (String list : new String[] {"errors", "details"}) {
      for (JsonNode entry : error.path(list)) {
        if (entry.path("reason").isTextual()) {
          reasons.add(entry.path("reason").textValue());
        }
      }
    }
    if (error.path("message").asText("").startsWith("Sync token is expired")) {
      reasons.add("EXPIRED_SYNC_TOKEN");
    }
    return reasons;
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode parsed = body == null ? null : Json.MAPPER.readTree(body);
      return parsed == null ? Json.MAPPER.missingNode() : parsed;
    } catch (IOException e) {
      return Json.MAPPER.missingNode();
    }
  }

  private Duration wait(String retryAfter, String message) {
    Instant now = clock.instant();
    return RetryAfter.parse(retryAfter, now)
        .or(() -> waitInMessage(message, now))
        .filter(wait -> !wait.isNegative())
        .orElse(Duration.ZERO);
  }

  /** Reads the wait from the message, where Gmail puts it instead of a header. */
  private static Optional<Duration> waitInMessage(String message, Instant now) {
    Matcher named = RETRY_AFTER.matcher(message);
    try {
      return named.find()
          ? Optional.of(Duration.between(now, Instant.parse(named.group(1))))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
