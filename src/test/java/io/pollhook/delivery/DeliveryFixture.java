package io.pollhook.delivery;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.engine.ClaimLog;
import io.pollhook.event.Notification;
import io.pollhook.health.Ticks;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.secret.Vault;
import io.pollhook.settings.Property;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import io.pollhook.time.MutableClock;
import io.pollhook.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** The delivery as it runs in the program: its YAML routes, a real database, real HTTP. */
final class DeliveryFixture implements AutoCloseable {
  final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));
  final CallbackServer callback = new CallbackServer();
  final Database database;
  final InstanceRepository instances;
  final Delivery delivery;
  final Ticks ticks = new Ticks();
  final Consumers consumers = new Consumers();
  final CamelContext camel = new DefaultCamelContext();

  DeliveryFixture(Dialect dialect) {
    this(dialect, Map.of(), SystemDefaultDnsResolver.INSTANCE);
  }

  DeliveryFixture(Dialect dialect, Map<String, String> properties, DnsResolver resolver) {
    this(dialect, properties, resolver, true);
  }

  private DeliveryFixture(
      Dialect dialect, Map<String, String> properties, DnsResolver resolver, boolean running) {
    database = TestDatabases.open(dialect, clock);
    instances = new InstanceRepository(database, new Vault("key"));
    Map<String, String> values = new HashMap<>();
    Property.ALL.forEach(property -> values.put(property.name(), property.defaultValue()));
    values.put("pollhook.callback.allow-private-addresses", "true");
    values.put("pollhook.callback.timeout", "2s");
    values.put("pollhook.delivery.retry-schedule", "8s,64s");
    values.putAll(properties);
    delivery =
        new Delivery(
            new Settings(values),
            database,
            instances,
            consumers,
            resolver,
            (result, duration) -> {},
            Tracing.NONE);
    if (running) {
      start();
    }
  }

  /** Creates a delivery without routes: nothing is sent unless the test does it. */
  static DeliveryFixture withoutRoutes(Dialect dialect) {
    return new DeliveryFixture(dialect, Map.of(), SystemDefaultDnsResolver.INSTANCE, false);
  }

  private void start() {
    start(registry -> {});
  }

  /** Starts the routes after the test has replaced some of their beans. */
  void start(Consumer<Registry> beansReady) {
    try {
      camel.getRegistry().bind("ticks", ticks);
      camel.getRegistry().bind("claimLog", new ClaimLog());
      delivery.bindTo(camel, ticks);
      beansReady.accept(camel.getRegistry());
      for (String name : List.of("delivery", "notification")) {
        PluginHelper.getRoutesLoader(camel)
            .loadRoutes(
                PluginHelper.getResourceLoader(camel)
                    .resolveResource("file:routes/" + name + ".camel.yaml"));
      }
      camel.start();
    } catch (Exception e) {
      throw new IllegalStateException("the routes could not be started", e);
    }
  }

  Instance instance(String path) {
    return instance(Map.of(InstanceConfiguration.CALLBACK_URL, callback.url(path)));
  }

  Instance instance(Map<String, String> configuration) {
    ObjectNode values = Json.MAPPER.createObjectNode();
    values.put(InstanceConfiguration.EVENTS_ENABLED, "true");
    configuration.forEach(values::put);
    String token = UUID.randomUUID().toString();
    Instance instance =
        new Instance(0, "gmail", "n", List.of(), token, new InstanceConfiguration(values), true, 0);
    return database.write(
        handle -> {
          Instance inserted = instances.insert(handle, instance);
          delivery.lanes().open(handle, inserted);
          return inserted;
        });
  }

  /** Changes a configuration value of an instance and updates its lane. */
  void configure(Instance instance, String key, String value) {
    instance.configuration().values().put(key, value);
    database.writing(
        handle -> {
          instances.update(handle, instance);
          delivery.lanes().open(handle, instance);
        });
    delivery.outbox().signal();
  }

  /** Appends notifications, signals the delivery, and returns their ids. */
  List<String> append(Instance instance, int count) {
    List<Notification> notifications = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = UUID.randomUUID().toString();
      byte[] body = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
      notifications.add(new Notification(id, "things", body));
    }
    database.writing(handle -> delivery.outbox().append(handle, instance.id(), notifications));
    delivery.outbox().signal();
    return notifications.stream().map(Notification::id).toList();
  }

  DeliveryStatus status(Instance instance) {
    return delivery.lanes().status(instance.id()).orElseThrow();
  }

  List<NotificationRecord> records(Instance instance) {
    return delivery
        .log()
        .page(OptionalLong.of(instance.id()), NotificationFilter.ALL, OptionalLong.empty(), 1000)
        .records();
  }

  void awaitAttempts(Instance instance, int attempts) {
    await()
        .pollInterval(Duration.ofMillis(5)) // some tests go through hundreds of attempts
        .until(() -> status(instance).attempts() == attempts);
  }

  void awaitDelivered(Instance instance) {
    await().atMost(Duration.ofMinutes(1)).until(() -> status(instance).waiting() == 0);
  }

  /** Returns a store that claims and settles as the routes do. */
  LaneStore store() {
    return new LaneStore(database, instances);
  }

  LaneSettlement settlement(Duration... waits) {
    return new LaneSettlement(
        database,
        new FailurePolicy(new RetrySchedule(List.of(waits))),
        new LaneNotices(instances, delivery.notices()));
  }

  /** Returns the bean that the delivery route works with. */
  LaneDelivery laneDelivery(LaneStore store, Executor writers) {
    return new LaneDelivery(
        store,
        settlement(Duration.ofSeconds(8)),
        permits(),
        new DueGate(database::now),
        new Lease(clock, Duration.ofSeconds(15), Duration.ofSeconds(30)),
        writers,
        (result, duration) -> {},
        new DeliveryLog(clock),
        Tracing.NONE);
  }

  /** Returns more permits than any test needs. */
  static DeliveryPermits permits() {
    return new DeliveryPermits(1000, Duration.ofMinutes(1));
  }

  /** Claims the lane with the earliest due time for half a minute. */
  LaneRun claim(LaneStore store) {
    List<Lane> lanes = store.first(10, permits(), consumers);
    return store.claim(lanes, clock.millis() + 30_000).get(0);
  }

  @Override
  public void close() {
    callback.close();
    ticks.shutdown();
    camel.stop();
    delivery.close();
    database.close();
  }
}
