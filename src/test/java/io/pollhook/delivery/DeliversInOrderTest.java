package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.callback.WebhookSignature;
import io.pollhook.delivery.CallbackServer.Received;
import io.pollhook.delivery.NotificationRecord.Status;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliversInOrderTest {
  @ParameterizedTest
  @EnumSource
  void notificationsAreSentOneAtATime(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      AtomicInteger inFlight = new AtomicInteger();
      AtomicInteger mostInFlight = new AtomicInteger();
      fixture.callback.answer(
          "/in-order",
          exchange -> {
            mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            LockSupport.parkNanos(500_000); // takes some time, so that a second one would overlap
            inFlight.decrementAndGet();
            exchange.sendResponseHeaders(204, -1);
          });
      Instance instance = fixture.instance("/in-order");

      List<String> ids = new ArrayList<>(fixture.append(instance, 130));
      ids.addAll(fixture.append(instance, 120));
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/in-order")).isEqualTo(ids);
      assertThat(mostInFlight).hasValue(1);
      assertThat(fixture.records(instance))
          .hasSize(250)
          .allMatch(each -> each.status() == Status.NOTIFIED && each.attempts() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheNotificationsOwnHeadersAreSent(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance =
          fixture.instance(
              Map.of(
                  InstanceConfiguration.CALLBACK_URL, fixture.callback.url("/a%20b?x=1&x=%2B"),
                  InstanceConfiguration.SIGNATURE_KEY, "key",
                  InstanceConfiguration.BASIC_USERNAME, "user",
                  InstanceConfiguration.BASIC_PASSWORD, "secret",
                  InstanceConfiguration.CALLBACK_HEADERS, "X-One: 1, CamelHttpUri: http://no/"));
      fixture.callback.answer(
          "/a%20b?x=1&x=%2B",
          exchange -> {
            exchange.getResponseHeaders().add("X-Answer", "not to be sent back");
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            exchange.sendResponseHeaders(200, 0);
          });

      List<String> ids = fixture.append(instance, 2);
      fixture.awaitDelivered(instance);

      List<Received> received = fixture.callback.received("/a%20b?x=1&x=%2B");
      assertThat(received).hasSize(2);
      for (int i = 0; i < 2; i++) {
        Received request = received.get(i);
        String signature =
            WebhookSignature.of("key", request.body().getBytes(StandardCharsets.UTF_8));
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        assertThat(headers.keySet().removeAll(List.of("Host", "Connection", "User-agent")))
            .isTrue();
        headers.remove("Accept-encoding");
        assertThat(headers)
            .isEqualTo(
                Map.of(
                    "Authorization", List.of("Basic dXNlcjpzZWNyZXQ="),
                    "Content-length", List.of("" + request.body().length()),
                    "Content-type", List.of("application/json"),
                    "Elements-webhook-id", List.of(ids.get(i)),
                    "Elements-webhook-signature", List.of(signature),
                    "X-one", List.of("1")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void connectionIsReused(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Set<Integer> ports = ConcurrentHashMap.newKeySet();
      fixture.callback.answer(
          "/with-body",
          exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("taken".getBytes(StandardCharsets.UTF_8));
          });
      Instance instance = fixture.instance("/with-body");

      fixture.append(instance, 20);
      fixture.awaitDelivered(instance);

      assertThat(ports).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void longOrEndlessResponseIsNotReadToItsEnd(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      fixture.callback.answer(
          "/endless",
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8192];
            while (!Thread.interrupted()) {
              exchange.getResponseBody().write(chunk);
            }
          });
      Instance instance = fixture.instance("/endless");

      List<String> ids = fixture.append(instance, 3);
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids("/endless")).isEqualTo(ids);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/ü/a|b/{c} /%C3%BC/a%7Cb/%7Bc%7D",
        "/a_b#fragment /a_b",
        "/a?b=c#d /a?b=c",
        "/a%2Fb?c=%20 /a%2Fb?c=%20",
        "/a?b={\"c\":1} /a?b=%7B%22c%22:1%7D"
      })
  void urlsAreCalledAsConfiguredWithUnsafeCharactersEncoded(String path, String called) {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      Instance instance = fixture.instance(path.replace('_', ' '));

      fixture.append(instance, 1);
      fixture.awaitDelivered(instance);

      assertThat(fixture.callback.ids(called.replace("_", "%20"))).hasSize(1);
    }
  }
}
