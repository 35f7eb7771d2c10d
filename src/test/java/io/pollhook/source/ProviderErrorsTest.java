package io.pollhook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.element.ErrorMeaning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.ExchangeBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A route in YAML reports each kind of error that a poll distinguishes. */
class ProviderErrorsTest {
  private final CamelContext context = new DefaultCamelContext();

  @BeforeEach
  void bind() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    context.getRegistry().bind("providerErrors", new ProviderErrors(clock));
  }

  @AfterEach
  void close() throws Exception {
    context.close();
  }

  private ProviderException error(String method, ExchangeBuilder message) throws Exception {
    String route =
        "- route: {from: {uri: 'direct:a', steps: [{bean: {ref: providerErrors, method: \"%s\"}}]}}";
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("a.camel.yaml", route.formatted(method)));
    context.start();
    Exchange answer = context.createProducerTemplate().send("direct:a", message.build());
    return answer.getException(ProviderException.class);
  }

  private ExchangeBuilder message(Object body) {
    return ExchangeBuilder.anExchange(context).withBody(body);
  }

  @ParameterizedTest
  @CsvSource({
    "unauthorized, UNAUTHORIZED",
    "needsReauthentication, NEEDS_REAUTHENTICATION",
    "cursorRefused, CURSOR_REFUSED",
    "refused, REFUSED",
    "unavailable, UNAVAILABLE"
  })
  void everyMeaningHasItsMethod(String method, ErrorMeaning meaning) throws Exception {
    ProviderException error = error(method + "(${body})", message("a reason, with a comma"));

    assertThat(error.meaning()).isEqualTo(meaning);
    assertThat(error).hasMessage("a reason, with a comma");
    assertThat(error.retryAfter()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"60|60", "'Fri, 27 Nov 2026 12:00:30 GMT'|30", "''|0", "soon|0"})
  void rateLimitNamesTheWait(String wait, long seconds) throws Exception {
    ProviderException error = error("rateLimited(${body}, 'slow down')", message(wait));

    assertThat(error.meaning()).isEqualTo(ErrorMeaning.RATE_LIMITED);
    assertThat(error).hasMessage("slow down");
    assertThat(error.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "401,, UNAUTHORIZED",
    "429, 5, RATE_LIMITED",
    "403, 5, RATE_LIMITED",
    "403,, REFUSED",
    "404,, REFUSED",
    "408,, UNAVAILABLE",
    "503,, UNAVAILABLE",
    "302,, UNAVAILABLE"
  })
  void checkDecidesByTheStatus(int status, String retryAfter, ErrorMeaning meaning)
      throws Exception {
    ProviderException error =
        error(
            "check",
            message("a body")
                .withHeader(Exchange.HTTP_RESPONSE_CODE, status)
                .withHeader("Retry-After", retryAfter));

    assertThat(error.meaning()).isEqualTo(meaning);
    assertThat(error).hasMessage("HTTP " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204})
  void successIsNotAnError(int status) throws Exception {
    assertThat(error("check", message("a body").withHeader(Exchange.HTTP_RESPONSE_CODE, status)))
        .isNull();
  }

  @Test
  void providersTextIsNotEvaluated() throws Exception {
    ProviderException error = error("refused(${body})", message("${camelId} {{no.such}}"));

    assertThat(error).hasMessage("${camelId} {{no.such}}");
  }
}
