package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassesOverLanesTest {
  @ParameterizedTest
  @EnumSource
  void lanesOfFullHostsArePassedOver(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance one = instance(fixture, "https://One.example:8443/a");
      Instance other = instance(fixture, "https://other.example/a");
      LaneStore store = fixture.store();

      assertThat(instancesOf(store.first(10, DeliveryFixture.permits(), new Consumers())))
          .containsExactlyInAnyOrder(one.id(), other.id());
      DeliveryPermits full = new DeliveryPermits(4, Duration.ofMinutes(1));
      full.take(new Lane(0, "one.example:8443", false, false, false, 0));
      assertThat(instancesOf(store.first(10, full, new Consumers()))).containsExactly(other.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void slowLanesArePassedOverWithoutAPermit(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance slow = instance(fixture, "https://slow.example/");
      LaneStore store = fixture.store();
      DeliveryPermits noneForSlow = new DeliveryPermits(8, Duration.ofMinutes(1));
      noneForSlow.take(new Lane(0, "", true, true, false, 0));
      List<Lane> lanes = store.first(10, noneForSlow, new Consumers());
      LaneRun run = store.claim(lanes, fixture.clock.millis() + 1000).get(0);
      Attempt attempt = store.front(run).orElseThrow();
      Receipt timeout = run.ended(attempt, AttemptResult.unanswered("too late", true));

      fixture.settlement(Duration.ofSeconds(8)).failed(run, List.of(), attempt, timeout);

      assertThat(store.first(10, noneForSlow, new Consumers())).isEmpty();
      assertThat(instancesOf(store.first(10, DeliveryFixture.permits(), new Consumers())))
          .containsExactly(slow.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void failedLanesArePassedOverOnceRetriesHaveTheirShare(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance failed = instance(fixture, "https://failed.example/");
      Instance fresh = instance(fixture, "https://fresh.example/");
      fixture.database.writing(
          handle ->
              handle.execute("UPDATE lanes SET attempts = 1 WHERE instance_id = ?", failed.id()));
      LaneStore store = fixture.store();
      DeliveryPermits noneForRetries = new DeliveryPermits(2, Duration.ofMinutes(1));
      noneForRetries.take(new Lane(0, "", false, true, false, 0));

      assertThat(instancesOf(store.first(10, noneForRetries, new Consumers())))
          .containsExactly(fresh.id());
    }
  }

  private static Instance instance(DeliveryFixture fixture, String url) {
    Instance instance = fixture.instance(Map.of(InstanceConfiguration.CALLBACK_URL, url));
    fixture.append(instance, 1);
    return instance;
  }

  private static List<Long> instancesOf(List<Lane> lanes) {
    return lanes.stream().map(Lane::instanceId).toList();
  }
}
