package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Healthy callbacks do not notice that another one hangs, or that its backlog is sent. The figures
 * are printed; the bounds have room for machines that are busy otherwise.
 */
class OutagesLeaveOthersAloneTest {
  private static final int ROUNDS = 200;
  private static final int BACKLOG = 5_000;
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(20);
  private static final Duration NOISE = Duration.ofMillis(150);

  private final DeliveryFixture fixture = new DeliveryFixture(Dialect.SQLITE);
  private final CallbackServer healthy = new CallbackServer();
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Map<String, Long> arrived = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    fixture.close();
    healthy.close();
  }

  @Test
  void backlogOfARecoveredCallbackIsSentFastBesideOthers() {
    List<Instance> others = healthyOnes(20);
    fixture.callback.answer("/down", CallbackServer.status(503));
    Instance down = fixture.instance("/down");
    fixture.append(down, BACKLOG);
    fixture.awaitAttempts(down, 1);
    measure(others); // warms up
    Duration before = measure(others);

    fixture.callback.answer("/down", CallbackServer.status(200));
    long started = System.nanoTime();
    fixture.delivery.subscriptions().release(down.id());
    Duration during = measure(others);
    fixture.awaitDelivered(down);
    double seconds = (System.nanoTime() - started) / 1e9;

    System.out.printf(
        "%.0f notifications/s to the recovered callback; p99 of 20 others %d, then %d ms%n",
        BACKLOG / seconds, before.toMillis(), during.toMillis());
    assertThat(BACKLOG / seconds).isGreaterThan(100);
    assertThat(during).isLessThan(before.multipliedBy(2).plus(NOISE));
  }

  @Test
  void oneHangingCallbackOfAHundredChangesNothingForTheOthers() {
    List<Instance> others = healthyOnes(99);
    measure(others); // warms up
    Duration before = measure(others);

    fixture.callback.answer("/hang", fixture.callback.hang());
    Instance hanging = fixture.instance("/hang");
    fixture.append(hanging, 100);
    await().until(() -> !fixture.callback.ids("/hang").isEmpty());
    Duration during = measure(others);

    System.out.printf(
        "p99 of 99 callbacks %d ms, beside a hanging one %d ms%n",
        before.toMillis(), during.toMillis());
    assertThat(during).isLessThan(before.multipliedBy(2).plus(NOISE));
  }

  private List<Instance> healthyOnes(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            number -> {
              String path = "/" + number;
              healthy.answer(
                  path,
                  exchange -> {
                    String id = exchange.getRequestHeaders().getFirst("Elements-Webhook-Id");
                    arrived.put(id, System.nanoTime());
                    exchange.sendResponseHeaders(200, -1);
                  });
              return fixture.instance(
                  Map.of(InstanceConfiguration.CALLBACK_URL, healthy.url(path)));
            })
        .toList();
  }

  /** Sends a steady stream and returns the 99th percentile of the times until arrival. */
  private Duration measure(List<Instance> instances) {
    sent.clear();
    arrived.clear();
    for (int round = 0; round < ROUNDS; round++) {
      Instance instance = instances.get(round % instances.size());
      long now = System.nanoTime();
      fixture.append(instance, 1).forEach(id -> sent.put(id, now));
      LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
    }
    await().until(() -> arrived.keySet().containsAll(sent.keySet()));
    long[] times =
        sent.entrySet().stream()
            .mapToLong(each -> arrived.get(each.getKey()) - each.getValue())
            .sorted()
            .toArray();
    return Duration.ofNanos(times[(int) Math.ceil(0.99 * times.length) - 1]);
  }
}
