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
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoticesTest {
  private final CallbackServer operations = new CallbackServer();

  @AfterEach
  void close() {
    operations.close();
  }

  @ParameterizedTest
  @EnumSource
  void heldAndRecoveredCallbackIsReportedOnceEach(Dialect dialect) {
    try (DeliveryFixture fixture = fixture(dialect)) {
      Instance instance = hold(fixture, "/a");
      fixture.clock.advance(Duration.ofMinutes(12));
      fixture.awaitAttempts(instance, 2);
      fixture.callback.answer("/a", CallbackServer.status(200));
      fixture.clock.advance(Duration.ofMinutes(12));
      fixture.awaitDelivered(instance);
      fixture.append(instance, 1);
      fixture.awaitDelivered(instance);

      awaitNotices(2);

      assertThat(types()).containsExactly("callback.held", "callback.recovered");
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
    try (DeliveryFixture fixture = fixture(dialect)) {
      operations.answer("/ops", CallbackServer.status(503));
      Instance unused = hold(fixture, "/gone");
      awaitNotices(1);

      Instance healthy = fixture.instance("/healthy");
      fixture.append(healthy, 1);
      fixture.awaitDelivered(healthy);
      operations.answer("/ops", CallbackServer.status(200));
      awaitIn(fixture, Duration.ofSeconds(10), () -> operations.received("/ops").size() == 2);

      assertThat(types()).containsExactly("callback.held", "callback.held");
      await().until(() -> count(fixture) == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void outageLongerThanTheScheduleLosesNoNotice(Dialect dialect) {
    try (DeliveryFixture fixture = fixture(dialect, "1s")) {
      operations.answer("/ops", CallbackServer.status(503));
      Instance instance = hold(fixture, "/first");
      awaitIn(fixture, Duration.ofMinutes(1), () -> operations.received("/ops").size() >= 5);

      operations.answer("/ops", CallbackServer.status(200));
      awaitIn(fixture, Duration.ofMinutes(1), () -> count(fixture) == 0);

      List<CallbackServer.Received> received = operations.received("/ops");
      JsonNode last = Json.parse(received.get(received.size() - 1).body());
      assertThat(last.path("instanceId").asLong()).isEqualTo(instance.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void noticeThatIsRefusedTenTimesIsDropped(Dialect dialect) {
    try (DeliveryFixture fixture = fixture(dialect, "8s*100")) {
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
    try (DeliveryFixture fixture = fixture(dialect, "8s*100")) {
      operations.answer("/ops", CallbackServer.status(503));
      hold(fixture, "/a");
      hold(fixture, "/b");
      awaitNotices(1);

      fixture.clock.advance(Duration.ofDays(8));

      await().until(() -> count(fixture) == 0);
      assertThat(operations.received("/ops")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noticesAreNotStoredWithoutAnOperationsUrl(Dialect dialect) {
    try (DeliveryFixture fixture = new DeliveryFixture(dialect)) {
      Instance unused = hold(fixture, "/gone");

      assertThat(count(fixture)).isZero();
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

  private DeliveryFixture fixture(Dialect dialect) {
    return fixture(dialect, "8s,64s");
  }

  private DeliveryFixture fixture(Dialect dialect, String schedule) {
    return new DeliveryFixture(
        dialect,
        Map.of(
            "pollhook.operations.url",
            operations.url("/ops"),
            "pollhook.delivery.retry-schedule",
            schedule),
        SystemDefaultDnsResolver.INSTANCE);
  }

  private void awaitNotices(int number) {
    await().until(() -> operations.received("/ops").size() == number);
  }

  /** Waits until a condition holds, in steps of the clock. */
  private static void awaitIn(
      DeliveryFixture fixture, Duration steps, Callable<Boolean> condition) {
    await()
        .until(
            () -> {
              fixture.clock.advance(steps);
              return condition.call();
            });
  }

  private List<String> types() {
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
