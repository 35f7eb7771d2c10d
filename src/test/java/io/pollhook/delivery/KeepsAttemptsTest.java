package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeepsAttemptsTest {
  @ParameterizedTest
  @EnumSource
  void attemptsAreListedOldestFirstWithStatusErrorAndResponse(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      fixture.callback.answer("/a", answer(503, "busy \u0000 \u00fc"));
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 1).get(0);
      fixture.awaitAttempts(instance, 1);
      AttemptRecord first = fixture.delivery.attempts().of(id).get(0);

      fixture.callback.answer("/a", answer(202, "thanks"));
      fixture.clock.advance(Duration.ofSeconds(10));
      fixture.awaitDelivered(instance);
      List<AttemptRecord> attempts = fixture.delivery.attempts().of(id);

      assertThat(first.statusCode()).isEqualTo(503);
      assertThat(first.error()).isEqualTo("the callback answered 503");
      assertThat(first.responseBody()).isEqualTo("busy \u0000 \u00fc");
      assertThat(first.attemptedAt()).isEqualTo(fixture.clock.instant().minusSeconds(10));
      assertThat(first.duration()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
      assertThat(attempts).hasSize(2).startsWith(first);
      assertThat(attempts.get(1).statusCode()).isEqualTo(202);
      assertThat(attempts.get(1).error()).isNull();
      assertThat(attempts.get(1).responseBody()).isEqualTo("thanks");
    }
  }

  @Test
  void unansweredAttemptHasNoStatus() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      fixture.callback.answer("/a", CallbackServer.reset());
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 1).get(0);
      fixture.awaitAttempts(instance, 1);

      AttemptRecord attempt = fixture.delivery.attempts().of(id).get(0);

      assertThat(attempt.statusCode()).isNull();
      assertThat(attempt.error()).contains("closed without a response");
      assertThat(attempt.responseBody()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void lastTwentyAttemptsAreKept(Dialect dialect) {
    Map<String, String> quick = Map.of("pollhook.delivery.retry-schedule", "1s*30");
    try (DeliveryFixture fixture =
        new DeliveryFixture(dialect, quick, SystemDefaultDnsResolver.INSTANCE)) {
      fixture.callback.answer("/a", CallbackServer.status(500));
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 1).get(0);
      for (int attempts = 1; attempts <= 23; attempts++) {
        fixture.awaitAttempts(instance, attempts);
        fixture.clock.advance(Duration.ofSeconds(2));
      }

      assertThat(fixture.delivery.attempts().of(id)).hasSize(20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void attemptsAreDeletedWithTheirNotification(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance instance = fixture.instance("/a");
      String id = fixture.append(instance, 1).get(0);
      fixture.awaitDelivered(instance);
      assertThat(fixture.delivery.attempts().of(id)).hasSize(1);

      fixture.clock.advance(Duration.ofDays(8));
      fixture.delivery.log().deleteOld();

      assertThat(countAttempts(fixture)).isZero();
    }
  }

  @Test
  void firstKilobyteOfALongOrEndlessResponseIsKept() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      fixture.callback.answer("/long", answer(200, "x".repeat(5_000_000)));
      fixture.callback.answer("/endless", KeepsAttemptsTest::endless);

      for (String path : List.of("/long", "/endless")) {
        Instance instance = fixture.instance(path);
        String id = fixture.append(instance, 1).get(0);
        fixture.awaitDelivered(instance);

        assertThat(fixture.delivery.attempts().of(id).get(0).responseBody())
            .isEqualTo("x".repeat(1024));
      }
    }
  }

  @Test
  void beginningOfACompressedResponseIsKept() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      fixture.callback.answer(
          "/bomb", exchange -> compressed(exchange, gzip("y".repeat(50_000_000))));
      fixture.callback.answer("/broken", exchange -> compressed(exchange, new byte[] {1, 2, 3}));
      Instance bomb = fixture.instance("/bomb");
      Instance broken = fixture.instance("/broken");
      String bombId = fixture.append(bomb, 1).get(0);
      String brokenId = fixture.append(broken, 1).get(0);

      fixture.awaitDelivered(bomb);
      fixture.awaitDelivered(broken);

      assertThat(fixture.delivery.attempts().of(bombId).get(0).responseBody())
          .isEqualTo("y".repeat(1024));
      assertThat(fixture.delivery.attempts().of(brokenId).get(0).statusCode()).isEqualTo(200);
    }
  }

  private static long countAttempts(DeliveryFixture fixture) {
    return fixture.database.read(
        handle -> handle.select("SELECT COUNT(*) FROM attempts").mapTo(Long.class).one());
  }

  private static CallbackServer.Answer answer(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] some = "x".repeat(8192).getBytes(StandardCharsets.UTF_8);
    await().until(() -> !isTaken(exchange, some));
  }

  private static boolean isTaken(HttpExchange exchange, byte[] some) {
    try {
      for (int i = 0; i < 1000; i++) {
        exchange.getResponseBody().write(some);
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void compressed(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
