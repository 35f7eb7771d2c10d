package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopsQuicklyTest {
  @Test
  void stopWaitsForTheCallbackInFlightAndKeepsTheRest() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE)) {
      CountDownLatch goOn = new CountDownLatch(1);
      fixture.callback.answer("/a", CallbackServer.statusAfter(goOn, 200));
      Instance instance = fixture.instance("/a");
      fixture.append(instance, 50);
      await().until(() -> fixture.callback.ids("/a").size() == 1);

      CompletableFuture<Void> stop = CompletableFuture.runAsync(fixture.camel::stop);
      await().until(fixture.camel::isStopping);
      goOn.countDown();

      assertThat(stop).succeedsWithin(10, TimeUnit.SECONDS);
      assertThat(fixture.callback.ids("/a")).hasSize(1);
      assertThat(fixture.status(instance).waiting()).isEqualTo(49);
    }
  }
}
