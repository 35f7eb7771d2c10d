package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IsolatesCallbacksTest {
  @ParameterizedTest
  @EnumSource
  void hangingHostDoesNotBlockOthers(Dialect dialect) {
    Map<String, String> patient =
        Map.of("pollhook.callback.timeout", "60s", "pollhook.delivery.parallelism", "8");
    try (CallbackServer healthy = new CallbackServer();
        DeliveryFixture fixture =
            new DeliveryFixture(dialect, patient, SystemDefaultDnsResolver.INSTANCE)) {
      fixture.callback.answer("/hang", fixture.callback.hang());
      List<Instance> hanging = new ArrayList<>();
      IntStream.range(0, 20).forEach(i -> hanging.add(fixture.instance("/hang")));
      hanging.forEach(instance -> fixture.append(instance, 1));
      await().until(() -> fixture.callback.ids("/hang").size() == 2);

      Instance instance =
          fixture.instance(Map.of(InstanceConfiguration.CALLBACK_URL, healthy.url("/fast")));
      List<String> ids = fixture.append(instance, 50);
      fixture.awaitDelivered(instance);

      assertThat(healthy.ids("/fast")).isEqualTo(ids);
      assertThat(fixture.callback.ids("/hang")).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitingLaneFollowsAsSoonAsAPermitIsFree(Dialect dialect) {
    Map<String, String> narrow = Map.of("pollhook.delivery.parallelism", "2");
    try (DeliveryFixture fixture =
        new DeliveryFixture(dialect, narrow, SystemDefaultDnsResolver.INSTANCE)) {
      List<Instance> many = new ArrayList<>();
      IntStream.range(0, 30).forEach(i -> many.add(fixture.instance("/" + i)));
      many.forEach(instance -> fixture.append(instance, 1));

      many.forEach(fixture::awaitDelivered);

      assertThat(IntStream.range(0, 30)).allMatch(i -> fixture.callback.ids("/" + i).size() == 1);
    }
  }
}
