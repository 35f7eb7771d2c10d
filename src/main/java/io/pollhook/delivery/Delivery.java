package io.pollhook.delivery;

import io.pollhook.callback.AddressGuard;
import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.claim.Workers;
import io.pollhook.event.Notifications;
import io.pollhook.health.Ticks;
import io.pollhook.hook.HookRoute;
import io.pollhook.http.Egress;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.trace.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;

/**
 * The way from the outbox to the callbacks: creates its parts and provides the beans of {@code
 * routes/delivery.camel.yaml}. Close it after the CamelContext that runs them.
 */
public final class Delivery implements AutoCloseable {
  private static final String CLAIM = "direct:claim-lanes";

  /**
   * Each thread writes for several lanes in turn, and the database commits their writes together.
   */
  private static final int WRITERS = 4;

  /**
   * A claim lasts for one callback plus this margin, and is renewed whenever deliveries are
   * written.
   */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(15);

  private final DueGate gate;
  private final AddressGuard guard;
  private final Lanes lanes;
  private final Outbox outbox;
  private final NotificationLog log;
  private final AttemptLog attempts;
  private final Redelivery redelivery;
  private final Subscriptions subscriptions;
  private final Notices notices;
  private final NoticeDelivery noticeDelivery;
  private final OutboundHttp http;
  private final ExecutorService workers;
  private final Consumers consumers;
  private final Runnable arrival;
  private final LeaseKeeper keeper;
  private final ExecutorService writers;
  private final Map<String, Object> beans;

  /**
   * Creates the delivery over a database, with the system's DNS resolver, routes that consume
   * {@code pollhook:<name>}, and traces of the attempts.
   */
  public Delivery(
      Settings settings,
      Database database,
      InstanceRepository instances,
      Consumers consumers,
      DeliveryMeter meter,
      Tracing tracing) {
    this(
        settings,
        database,
        instances,
        consumers,
        SystemDefaultDnsResolver.INSTANCE,
        meter,
        tracing);
  }

  Delivery(
      Settings settings,
      Database database,
      InstanceRepository instances,
      Consumers consumers,
      DnsResolver resolver,
      DeliveryMeter meter,
      Tracing tracing) {
    this.consumers = consumers;
    gate = new DueGate(database::now);
    arrival = gate::dueNow;
    guard = new AddressGuard(settings);
    lanes = new Lanes(database);
    outbox = new Outbox(database, gate, settings.backlogLimit());
    log = new NotificationLog(database, settings.eventRetention());
    attempts = new AttemptLog(database);
    redelivery = new Redelivery(database, outbox, new Notifications(database.clock()));
    subscriptions = new Subscriptions(database, gate, consumers);
    http =
        OutboundHttp.byStatus(
            Limits.within(settings.callbackTimeout()),
            guard.guarding(resolver),
            Egress.through(settings.httpProxy()));
    workers = new Workers("pollhook-delivery");
    writers =
        Executors.newFixedThreadPool(WRITERS, new DefaultThreadFactory("pollhook-receipts", true));
    notices = new Notices(database, !settings.operationsUrl().isEmpty());
    LaneStore store = new LaneStore(database, instances);
    Lease lease =
        new Lease(
            database.clock(),
            settings.callbackTimeout(),
            settings.callbackTimeout().plus(LEASE_MARGIN));
    DeliveryPermits permits = new DeliveryPermits(settings.deliveryParallelism(), lease.length());
    keeper = new LeaseKeeper(store, permits, lease);
    RetrySchedule schedule = new RetrySchedule(settings.retrySchedule());
    LaneSettlement settlement =
        new LaneSettlement(
            database, new FailurePolicy(schedule), new LaneNotices(instances, notices));
    DeliveryLog deliveryLog = new DeliveryLog(database.clock());
    noticeDelivery =
        new NoticeDelivery(
            notices,
            settings.operationsUrl(),
            schedule,
            settings.eventRetention(),
            lease,
            deliveryLog);
    HttpClientConfigurer client =
        builder -> {
          http.configure(builder);
          builder.addExecInterceptorFirst("answer-excerpt", new AnswerExcerpt());
        };
    beans =
        Map.of(
            "laneClaims", new LaneClaims(database, store, permits, consumers, gate, lease),
            "laneDelivery",
                new LaneDelivery(
                    store, settlement, permits, gate, lease, writers, meter, deliveryLog, tracing),
            "callbackRequest", new CallbackRequest(guard, database.clock()),
            "consumerCall", new ConsumerCall(consumers, keeper),
            "callbackOutcome", new CallbackOutcome(database.clock()),
            "callbackClient", client,
            "deliveryWorkers", workers,
            "noticeDelivery", noticeDelivery,
            "notificationLog", log);
  }

  /** Binds the beans that the route refers to; call it before the routes are loaded. */
  public void bindTo(CamelContext context, Ticks ticks) {
    beans.forEach(context.getRegistry()::bind);
    context
        .getRegistry()
        .bind("notificationHook", new NotificationHook(HookRoute.of(context, "notification")));
    ProducerTemplate template = context.createProducerTemplate();
    Runnable claim =
        () -> {
          if (context.getStatus().isStarted()) {
            // send() keeps a failure in the exchange; the next tick claims anyway
            template.send(CLAIM, exchange -> {});
          }
        };
    gate.onDue(() -> ticks.execute(claim));
    consumers.onArrival(arrival);
    ticks.beat("claim-lanes");
  }

  /** Opens, stops and shows the lanes of instances. */
  public Lanes lanes() {
    return lanes;
  }

  /** Stores the notifications of polls. */
  public Outbox outbox() {
    return outbox;
  }

  /** Shows notifications and their delivery status. */
  public NotificationLog log() {
    return log;
  }

  /** Shows the attempts to deliver a notification. */
  public AttemptLog attempts() {
    return attempts;
  }

  /** Sends notifications again, and sends test notifications. */
  public Redelivery redelivery() {
    return redelivery;
  }

  /** Shows the callbacks, and retries held ones at once. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Stores the notices for operators. */
  public Notices notices() {
    return notices;
  }

  /** Checks callback URLs before they are stored. */
  public AddressGuard addressGuard() {
    return guard;
  }

  /**
   * Ends the delivery when the program stops: callbacks that have not answered within the grace
   * period are retried later.
   */
  public void endWithin(Duration grace) {
    http.endWithin(grace);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    writers.shutdown(); // queued writes must end, because their lanes wait for them
    http.close();
    noticeDelivery.close();
    keeper.close();
    consumers.forget(arrival);
  }
}
