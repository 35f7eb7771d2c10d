package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import io.pollhook.configuration.FieldPath;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.ErrorRule;
import io.pollhook.element.ErrorRule.BodyMatch;
import io.pollhook.http.RetryAfter;
import io.pollhook.log.Shortened;
import io.pollhook.source.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/** Interprets a provider's error by the first matching rule of the element, or by its status. */
final class ErrorRules {
  private static final List<String> MESSAGES =
      List.of(
          "error.message",
          "message",
          "error_description",
          "errors[0].message",
          "errors[0].detail",
          "errors[0]",
          "errors",
          "[0].message",
          "error",
          "detail");
  private static final int NOT_MODIFIED = 304;
  private static final int LONGEST_MESSAGE = 300;
  private static final int LONGEST_LOOKED_AT = 100_000;

  private final Clock clock;

  ErrorRules(Clock clock) {
    this.clock = clock;
  }

  /** The parts of an answer that rules look at. */
  record Refusal(int status, UnaryOperator<String> header, JsonNode body) {}

  /** Returns whether a rule applies to a status that looks like a success. */
  static boolean concernSuccess(List<ErrorRule> rules, int status) {
    return rules.stream().anyMatch(rule -> rule.status() != null && rule.status().contains(status));
  }

  /** Returns whether a rule of the element matches an answer. */
  static boolean anyMatches(List<ErrorRule> rules, Refusal refusal) {
    return rules.stream().anyMatch(rule -> fits(rule, refusal));
  }

  /** Returns the error that the answer means; empty for a success that no rule matches. */
  Optional<ProviderException> exception(List<ErrorRule> rules, Refusal refusal) {
    Optional<ErrorRule> rule = rules.stream().filter(some -> fits(some, refusal)).findFirst();
    if (rule.isEmpty() && refusal.status() / 100 == 2) {
      return Optional.empty();
    }
    ErrorMeaning meaning = rule.map(ErrorRule::means).orElseGet(() -> byStatus(refusal));
    Duration wait = wait(rule, refusal);
    return Optional.of(new ProviderException(meaning, refusal.status(), message(refusal), wait));
  }

  private static boolean fits(ErrorRule rule, Refusal refusal) {
    boolean status =
        rule.status() == null
            ? refusal.status() / 100 != 2
            : rule.status().contains(refusal.status());
    return status
        && rule.header().entrySet().stream().allMatch(entry -> fits(entry, refusal))
        && (rule.body() == null || fits(rule.body(), refusal.body()));
  }

  private static boolean fits(Map.Entry<String, String> header, Refusal refusal) {
    String value = refusal.header().apply(header.getKey());
    return value != null && isFound(header.getValue(), value);
  }

  private static boolean fits(BodyMatch match, JsonNode body) {
    JsonNode value = FieldPath.parse(match.path()).in(body);
    return !value.isMissingNode() && isFound(match.matches(), value.asText());
  }

  /** Searches in linear time, because neither the pattern nor the text can be trusted. */
  private static boolean isFound(String pattern, String text) {
    String looked = text.substring(0, Math.min(text.length(), LONGEST_LOOKED_AT));
    return Pattern.compile(pattern).matcher(looked).find();
  }

  private static ErrorMeaning byStatus(Refusal refusal) {
    return ErrorMeaning.ofStatus(refusal.status(), refusal.header().apply("Retry-After") != null);
  }

  private Duration wait(Optional<ErrorRule> rule, Refusal refusal) {
    return Stream.of(
            rule.map(ErrorRule::retryAfterHeader).map(refusal.header()).flatMap(this::retryAfter),
            rule.map(ErrorRule::resetHeader).map(refusal.header()).flatMap(this::reset),
            Optional.ofNullable(refusal.header().apply("Retry-After")).flatMap(this::retryAfter))
        .flatMap(Optional::stream)
        .max(Duration::compareTo)
        .filter(wait -> !wait.isNegative())
        .orElse(Duration.ZERO);
  }

  private Optional<Duration> retryAfter(String value) {
    return RetryAfter.parse(withoutFraction(value), clock.instant());
  }

  private Optional<Duration> reset(String value) {
    return Optional.of(withoutFraction(value))
        .filter(text -> text.matches("\\d{1,12}"))
        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
        .map(moment -> Duration.between(clock.instant(), moment));
  }

  /** No RFC allows fractions of seconds, but some providers send them. */
  private static String withoutFraction(String value) {
    return value.strip().replaceFirst("\\.\\d+$", "");
  }

  /** Explains the status of an answer that has no message of its own. */
  private static String reason(Refusal refusal) {
    if (refusal.status() == NOT_MODIFIED) {
      return "not modified, although the whole list was requested";
    }
    if (refusal.status() / 100 == 3) {
      return "a redirect that was not followed: only redirects of GET within the same scheme, host and"
          + " port are, at most 5 in a row";
    }
    String phrase = EnglishReasonPhraseCatalog.INSTANCE.getReason(refusal.status(), null);
    return phrase == null ? "" : phrase;
  }

  private static String message(Refusal refusal) {
    String said =
        MESSAGES.stream()
            .flatMap(path -> Answer.text(refusal.body(), path).stream())
            .findFirst()
            .orElse("");
    String meant = said.isEmpty() ? reason(refusal) : said;
    String text = ("HTTP " + refusal.status() + ' ' + meant).strip();
    return Shortened.to(LONGEST_MESSAGE, text);
  }
}
