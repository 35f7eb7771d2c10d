package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassesOverLanesTest {
  @ParameterizedTest
  @EnumSource
  void ofFullHosts(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance one = instance(fixture, "https://One.example:8443/a");
      Instance other = instance(fixture, "https://other.example/a");
      LaneStore store = new LaneStore(fixture.database, fixture.instances);

      assertThat(instancesOf(store.first(10, Set.of(), true)))
          .containsExactlyInAnyOrder(one.id(), other.id());
      assertThat(instancesOf(store.first(10, Set.of("one.example:8443"), true)))
          .containsExactly(other.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void thatTimedOutLastTime(Dialect dialect) {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(dialect)) {
      Instance slow = instance(fixture, "https://slow.example/");
      LaneStore store = new LaneStore(fixture.database, fixture.instances);
      RetrySchedule schedule = new RetrySchedule(List.of(Duration.ofSeconds(8)), new Random(1));
      List<Lane> lanes = store.first(10, Set.of(), false);
      LaneRun run = store.claim(lanes, fixture.clock.millis() + 1000).get(0);
      Outcome timeout = new Outcome(null, "too late", true, Optional.empty());

      store.failed(run, List.of(), store.front(run).orElseThrow(), timeout, schedule);

      assertThat(store.first(10, Set.of(), false)).isEmpty();
      assertThat(instancesOf(store.first(10, Set.of(), true))).containsExactly(slow.id());
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
