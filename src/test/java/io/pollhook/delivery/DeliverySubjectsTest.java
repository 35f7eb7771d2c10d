package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.pollhook.claim.Lease;
import io.pollhook.endtoend.LogLines;
import io.pollhook.instance.Instance;
import io.pollhook.store.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Lines about a delivery have its instance and element as their subject. */
class DeliverySubjectsTest {
  @Test
  void failedCallbackIsLoggedWithItsInstance() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE);
        LogLines log = new LogLines(DeliveryLog.class.getName())) {
      fixture.callback.answer("/", CallbackServer.status(503));
      Instance instance = fixture.instance("/");
      fixture.append(instance, 1);
      fixture.awaitAttempts(instance, 1);

      await().until(() -> !log.lines().isEmpty());
      assertThat(log.lines().get(0)).startsWith(subject(instance) + "the callback failed");
    }
  }

  @Test
  void stepOfAUserLogsWithTheInstance() {
    try (DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE);
        LogLines log = new LogLines("notification", Level.DEBUG)) {
      Instance instance = fixture.instance("/");
      fixture.append(instance, 1);
      fixture.awaitDelivered(instance);

      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0)).startsWith(subject(instance) + "n: sending ");
    }
  }

  @Test
  void claimThatCannotBeRenewedIsLoggedWithItsInstance() {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(Dialect.SQLITE);
        LogLines log = new LogLines(LeaseKeeper.class.getName())) {
      Instance instance = fixture.instance("/");
      fixture.append(instance, 1);
      LaneStore store = fixture.store();
      LaneRun run = fixture.claim(store);
      store.front(run);
      Lease brief = new Lease(fixture.clock, Duration.ZERO, Duration.ofMillis(30));
      try (LeaseKeeper keeper = new LeaseKeeper(store, DeliveryFixture.permits(), brief)) {
        fixture.database.close();
        keeper.keep(run);

        await().until(() -> !log.lines().isEmpty());
      }
      assertThat(log.lines().get(0)).startsWith(subject(instance) + "the claim");
    }
  }

  @Test
  void threadHasNoSubjectAfterAClaim() {
    try (DeliveryFixture fixture = DeliveryFixture.withoutRoutes(Dialect.SQLITE)) {
      Instance instance = fixture.instance("/");
      fixture.append(instance, 1);
      LaneStore store = fixture.store();
      LaneDelivery delivery = fixture.laneDelivery(store, Runnable::run);
      LaneRun run = fixture.claim(store);
      delivery.next(run, fixture.camel);
      assertThat(MDC.getCopyOfContextMap()).containsKeys("instance", "element");

      delivery.giveBack(run);

      assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
  }

  private static String subject(Instance instance) {
    return "instance " + instance.id() + " (gmail): ";
  }
}
