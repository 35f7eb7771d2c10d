package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticesTest {
  @ParameterizedTest
  @EnumSource
  void heldAndRecoveredCallbackIsReportedOnceEach(Dialect dialect) {
    try (CallbackServer operations = new CallbackServer();
        DeliveryFixture fixture = fixture(dialect, operations)) {
      fixture.callback.answer("/a", CallbackServer.status(410));
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);
      fixture.clock.advance(Duration.ofMinutes(12));
      fixture.awaitAttempts(instance, 2);
      fixture.callback.answer("/a", CallbackServer.status(200));
      fixture.clock.advance(Duration.ofMinutes(12));
      fixture.awaitDelivered(instance);
      fixture.append(instance, 1);
      fixture.awaitDelivered(instance);

      await().until(() -> operations.received("/ops").size() == 2);

      assertThat(types(operations)).containsExactly("callback.held", "callback.recovered");
      JsonNode held = Json.parse(operations.received("/ops").get(0).body());
      assertThat(held.path("instanceId").asLong()).isEqualTo(instance.id());
      assertThat(held.path("instanceName").asText()).isEqualTo(instance.name());
      assertThat(held.path("message").asText()).contains("the callback answered 410");
      assertThat(held.has("resource")).isTrue();
      assertThat(held.path("date").asText()).endsWith("Z");
    }
  }

  @ParameterizedTest
  @EnumSource
  void noticesAreRetriedUntilAcceptedAndDelayNoCallback(Dialect dialect) {
    try (CallbackServer operations = new CallbackServer();
        DeliveryFixture fixture = fixture(dialect, operations)) {
      operations.answer("/ops", CallbackServer.status(503));
      fixture.callback.answer("/gone", CallbackServer.status(410));
      Instance gone = fixture.instance("/gone");
      fixture.append(gone, 1);
      await().until(() -> operations.received("/ops").size() == 1);

      Instance healthy = fixture.instance("/healthy");
      fixture.append(healthy, 1);
      fixture.awaitDelivered(healthy);
      operations.answer("/ops", CallbackServer.status(200));
      await()
          .until(
              () -> {
                fixture.clock.advance(Duration.ofSeconds(10));
                return operations.received("/ops").size() == 2;
              });

      assertThat(types(operations)).containsExactly("callback.held", "callback.held");
      await().until(() -> count(fixture) == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void outageLongerThanTheScheduleLosesNoNotice(Dialect dialect) {
    try (CallbackServer operations = new CallbackServer();
        DeliveryFixture fixture = fixture(dialect, operations, "1s")) {
      operations.answer("/ops", CallbackServer.status(503));
      Instance instance = hold(fixture, "/first");
      await()
          .until(
              () -> {
                fixture.clock.advance(Duration.ofMinutes(1));
                return operations.received("/ops").size() >= 5;
              });

      operations.answer("/ops", CallbackServer.status(200));
      await()
          .until(
              () -> {
                fixture.clock.advance(Duration.ofMinutes(1));
                return count(fixture) == 0;
              });

      List<CallbackServer.Received> received = operations.received("/ops");
      JsonNode last = Json.parse(received.get(received.size() - 1).body());
      assertThat(last.path("instanceId").asLong()).isEqualTo(instance.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noticeThatIsRefusedTenTimesIsDropped(Dialect dialect) {
    try (CallbackServer operations = new CallbackServer();
        DeliveryFixture fixture = fixture(dialect, operations, "8s*100")) {
      operations.answer("/ops", CallbackServer.status(400));
      hold(fixture, "/a");
      await().until(() -> attempts(fixture) == 1);
      fixture.database.writing(handle -> handle.execute("UPDATE notices SET attempts = 8"));
      fixture.clock.advance(Duration.ofMinutes(1));
      await().until(() -> attempts(fixture) == FailurePolicy.MOST_REFUSALS - 1);

      fixture.clock.advance(Duration.ofMinutes(1));

      await().until(() -> count(fixture) == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noticesOlderThanTheRetentionAreDropped(Dialect dialect) {
    try (CallbackServer operations = new CallbackServer();
        DeliveryFixture fixture = fixture(dialect, operations, "8s*100")) {
      operations.answer("/ops", CallbackServer.status(503));
      hold(fixture, "/a");
      hold(fixture, "/b");
      await().until(() -> operations.received("/ops").size() == 1);

      fixture.clock.advance(Duration.ofDays(8));

      await().until(() -> count(fixture) == 0);
      assertThat(operations.received("/ops")).hasSize(2);
    }
  }

  /** Holds the callback of a new instance. */
  private static Instance hold(DeliveryFixture fixture, String path) {
    fixture.callback.answer(path, CallbackServer.status(410));
    Instance instance = fixture.instance(path);
    fixture.append(instance, 1);
    fixture.awaitAttempts(instance, 1);
    return instance;
  }

  @ParameterizedTest
  @EnumSource
  void noticesAreNotStoredWithoutAnOperationsUrl(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      fixture.callback.answer("/gone", CallbackServer.status(410));
      Instance gone = fixture.instance("/gone");
      fixture.append(gone, 1);
      fixture.awaitAttempts(gone, 1);

      assertThat(count(fixture)).isZero();
    }
  }

  private static DeliveryFixture fixture(Dialect dialect, CallbackServer operations) {
    return fixture(dialect, operations, "8s,64s");
  }

  private static DeliveryFixture fixture(
      Dialect dialect, CallbackServer operations, String schedule) {
    return new DeliveryFixture(
        dialect,
        Map.of(
            "pollhook.operations.url",
            operations.url("/ops"),
            "pollhook.delivery.retry-schedule",
            schedule),
        SystemDefaultDnsResolver.INSTANCE);
  }

  private static List<String> types(CallbackServer operations) {
    return operations.received("/ops").stream()
        .map(notice -> Json.parse(notice.body()).path("type").asText())
        .toList();
  }

  private static int attempts(DeliveryFixture fixture) {
    return fixture.database.read(
        handle -> handle.select("SELECT MAX(attempts) FROM notices").mapTo(Integer.class).one());
  }

  private static long count(DeliveryFixture fixture) {
    return fixture.database.read(
        handle -> handle.select("SELECT COUNT(*) FROM notices").mapTo(Long.class).one());
  }
}
