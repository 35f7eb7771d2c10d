package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.delivery.CallbackServer.Received;
import io.pollhook.delivery.NotificationRecord.Status;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetriesTest {
  /** A way to fail, and the error reported for it. */
  record Failure(String path, String error) {}

  static Stream<Arguments> failures() {
    return Stream.of(Dialect.values())
        .flatMap(
            dialect ->
                Stream.of(
                        new Failure("/503", "the callback answered 503"),
                        new Failure("/404", "the callback answered 404"),
                        new Failure("/redirect", "the callback answered 302"),
                        new Failure("/hang", "within 300 ms"),
                        new Failure("/reset", "the connection was closed without a response"))
                    .map(failure -> Arguments.of(dialect, failure)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void sameNotificationIsRetriedInPlaceAfterTheSchedulesWait(Dialect dialect, Failure failure) {
    Map<String, String> shortTimeout = Map.of("pollhook.callback.timeout", "300ms");
    try (DeliveryFixture fixture =
        new DeliveryFixture(dialect, shortTimeout, SystemDefaultDnsResolver.INSTANCE)) {
      CallbackServer callback = fixture.callback;
      callback.answer("/503", CallbackServer.status(503));
      callback.answer("/404", CallbackServer.status(404));
      callback.answer("/hang", callback.hang());
      callback.answer("/reset", CallbackServer.reset());
      callback.answer(
          "/redirect",
          exchange -> {
            exchange.getResponseHeaders().add("Location", callback.url("/elsewhere"));
            exchange.sendResponseHeaders(302, -1);
          });
      String path = failure.path();
      Instance instance = fixture.instance(path);

      List<String> ids = fixture.append(instance, 2);
      fixture.awaitAttempts(instance, 1);

      DeliveryStatus status = fixture.status(instance);
      assertThat(status.lastError()).contains(failure.error());
      assertThat(Duration.between(fixture.clock.instant(), status.nextAttempt()))
          .isBetween(Duration.ofMillis(6400), Duration.ofMillis(9600));
      NotificationRecord waiting = fixture.records(instance).get(1);
      assertThat(waiting.status()).isEqualTo(Status.DISPATCHED);
      assertThat(waiting.lastError()).contains(failure.error());

      callback.answer(path, CallbackServer.status(200));
      fixture.clock.advance(Duration.ofSeconds(10));
      fixture.awaitDelivered(instance);

      assertThat(callback.ids(path)).containsExactly(ids.get(0), ids.get(0), ids.get(1));
      assertThat(callback.received(path).stream().map(Received::body).distinct()).hasSize(2);
      assertThat(callback.received("/elsewhere")).isEmpty();
      assertThat(fixture.status(instance).attempts()).isZero();
      assertThat(fixture.status(instance).lastError()).isNull();
    }
  }

  @Test
  void retryAfterLengthensTheWait() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      fixture.callback.answer(
          "/busy",
          exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(429, -1);
          });
      Instance instance = fixture.instance("/busy");

      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);

      assertThat(fixture.status(instance).nextAttempt())
          .isEqualTo(fixture.clock.instant().plusSeconds(120));
    }
  }

  @ParameterizedTest
  @EnumSource
  void appendedNotificationsDoNotShortenAWait(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      fixture.callback.answer("/down", CallbackServer.status(500));
      Instance instance = fixture.instance("/down");
      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);
      DeliveryStatus before = fixture.status(instance);

      fixture.append(instance, 1);

      assertThat(fixture.status(instance).nextAttempt()).isEqualTo(before.nextAttempt());
      assertThat(fixture.status(instance).waiting()).isEqualTo(2);
    }
  }

  @Test
  void eachAttemptUsesTheUrlInForce() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      fixture.callback.answer("/old", CallbackServer.status(500));
      Instance instance = fixture.instance("/old");
      List<String> ids = fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);

      fixture.configure(instance, InstanceConfiguration.CALLBACK_URL, fixture.callback.url("/new"));
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/new")).isEqualTo(ids);
    }
  }

  @Test
  void unreadableHeadersFailTheAttemptWithoutQuotingTheirValue() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      Instance instance =
          fixture.instance(
              Map.of(
                  InstanceConfiguration.CALLBACK_URL,
                  fixture.callback.url("/a"),
                  InstanceConfiguration.CALLBACK_HEADERS,
                  "{\"X-A\": \"secret\n\"}"));

      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);

      assertThat(fixture.status(instance).lastError())
          .contains(InstanceConfiguration.CALLBACK_HEADERS)
          .doesNotContain("secret");
    }
  }
}
