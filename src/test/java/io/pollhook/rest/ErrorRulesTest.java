package io.pollhook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pollhook.element.ErrorMeaning;
import io.pollhook.element.ErrorRule;
import io.pollhook.element.ErrorRule.BodyMatch;
import io.pollhook.element.Statuses;
import io.pollhook.rest.ErrorRules.Refusal;
import io.pollhook.source.ProviderException;
import io.pollhook.store.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors are interpreted by rule or by status. */
class ErrorRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private final ErrorRules rules = new ErrorRules(Clock.fixed(NOW, ZoneOffset.UTC));

  private ProviderException refused(
      List<ErrorRule> declared, int status, Map<String, String> headers, String body) {
    return rules
        .exception(declared, new Refusal(status, headers::get, Json.parse(body)))
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "429, RATE_LIMITED",
    "403, REFUSED",
    "404, REFUSED",
    "400, REFUSED",
    "408, UNAVAILABLE",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE",
    "302, UNAVAILABLE"
  })
  void statusDecidesWithoutARule(int status, ErrorMeaning meaning) {
    assertThat(refused(List.of(), status, Map.of(), "{}").meaning()).isEqualTo(meaning);
  }

  @Test
  void refusalWithAWaitIsARateLimit() {
    ProviderException limit = refused(List.of(), 403, Map.of("Retry-After", "7"), "{}");
    assertThat(limit.meaning()).isEqualTo(ErrorMeaning.RATE_LIMITED);
    assertThat(limit.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void firstFullyMatchingRuleApplies() {
    ErrorRule header = rule("[403,429]", Map.of("X-Left", "^0$"), null, ErrorMeaning.RATE_LIMITED);
    ErrorRule body =
        rule(
            "\"400-404\"",
            Map.of(),
            new BodyMatch("error.code", "^cursor"),
            ErrorMeaning.CURSOR_REFUSED);
    ErrorRule rest = rule("403", Map.of(), null, ErrorMeaning.NEEDS_REAUTHENTICATION);
    List<ErrorRule> all = List.of(header, body, rest);
    String cursor = "{\"error\":{\"code\":\"cursor_gone\"}}";
    assertThat(refused(all, 403, Map.of("X-Left", "0"), cursor).meaning())
        .isEqualTo(ErrorMeaning.RATE_LIMITED);
    assertThat(refused(all, 403, Map.of("X-Left", "10"), cursor).meaning())
        .isEqualTo(ErrorMeaning.CURSOR_REFUSED);
    assertThat(refused(all, 403, Map.of(), "{}").meaning())
        .isEqualTo(ErrorMeaning.NEEDS_REAUTHENTICATION);
    assertThat(refused(all, 405, Map.of(), cursor).meaning()).isEqualTo(ErrorMeaning.REFUSED);
  }

  @Test
  void successIsAFailureIfARuleSaysSo() {
    ErrorRule rule = rule("200", Map.of(), new BodyMatch("ok", "false"), ErrorMeaning.REFUSED);
    assertThat(ErrorRules.concernSuccess(List.of(rule), 200)).isTrue();
    assertThat(refused(List.of(rule), 200, Map.of(), "{\"ok\":false}").meaning())
        .isEqualTo(ErrorMeaning.REFUSED);
    assertThat(
            rules.exception(
                List.of(rule), new Refusal(200, name -> null, Json.parse("{\"ok\":true}"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 120, 120",
    "Retry-After, 'Sun, 01 Mar 2026 10:01:00 GMT', 60",
    "X-Reset, 1772359290, 90",
    "X-Wait, 1.5, 1",
    "X-Reset, 1, 0",
    "Retry-After, soon, 0"
  })
  void waitIsReadFromTheDeclaredHeaders(String header, String value, long seconds) {
    ErrorRule rule =
        new ErrorRule(
            Statuses.of(IntNode.valueOf(429)),
            null,
            null,
            ErrorMeaning.RATE_LIMITED,
            "X-Wait",
            "X-Reset");
    assertThat(refused(List.of(rule), 429, Map.of(header, value), "{}").retryAfter())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'error':{'message':'no'}} | HTTP 500 no",
        "{'message':'no'} | HTTP 500 no",
        "{'errors':[{'message':'no'}]} | HTTP 500 no",
        "{'error':'no'} | HTTP 500 no",
        "{'errors':'no'} | HTTP 500 no",
        "{'errors':['no']} | HTTP 500 no",
        "[{'message':'no'}] | HTTP 500 no",
        "[] | HTTP 500 Internal Server Error"
      })
  void messageIsTheProviders(String body, String message) {
    assertThat(refused(List.of(), 500, Map.of(), body.replace('\'', '"'))).hasMessage(message);
  }

  @Test
  void bodyThatIsNotJsonIsIgnored() {
    Refusal html = new Refusal(502, name -> null, MissingNode.getInstance());
    assertThat(rules.exception(List.of(), html))
        .get()
        .extracting(Throwable::getMessage)
        .isEqualTo("HTTP 502 Bad Gateway");
  }

  private static ErrorRule rule(
      String status, Map<String, String> header, BodyMatch body, ErrorMeaning means) {
    return new ErrorRule(Statuses.of(Json.parse(status)), header, body, means, null, null);
  }
}
