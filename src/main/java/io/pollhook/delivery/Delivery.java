package io.pollhook.delivery;

import io.pollhook.claim.DueGate;
import io.pollhook.claim.Lease;
import io.pollhook.claim.Workers;
import io.pollhook.event.Notifications;
import io.pollhook.health.Ticks;
import io.pollhook.http.Egress;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;

/**
 * The way from the outbox to the callbacks: makes the parts and gives {@code
 * routes/delivery.camel.yaml} its beans. To be closed after the CamelContext that runs them.
 */
public final class Delivery implements AutoCloseable {
  private static final String CLAIM = "direct:claim-lanes";

  /**
   * Each writes for several lanes in turn, and the database makes one commit of what they write.
   */
  private static final int WRITERS = 4;

  /** A claim holds for one callback and this, and is renewed when delivered ones are written. */
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

  /** Over that database; names are looked up by the system. */
  public Delivery(
      Settings settings, Database database, InstanceRepository instances, DeliveryMeter meter) {
    this(settings, database, instances, new Consumers(), meter);
  }

  /** The same with routes that consume {@code pollhook:<name>}. */
  public Delivery(
      Settings settings,
      Database database,
      InstanceRepository instances,
      Consumers consumers,
      DeliveryMeter meter) {
    this(settings, database, instances, consumers, SystemDefaultDnsResolver.INSTANCE, meter);
  }

  Delivery(
      Settings settings,
      Database database,
      InstanceRepository instances,
      Consumers consumers,
      DnsResolver resolver,
      DeliveryMeter meter) {
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
    RetrySchedule schedule = new RetrySchedule(settings.retrySchedule(), new Random());
    LaneSettlement settlement =
        new LaneSettlement(
            database, new FailurePolicy(schedule), new LaneNotices(instances, notices));
    DeliveryLog deliveryLog = new DeliveryLog(database.clock());
    noticeDelivery =
        new NoticeDelivery(notices, settings.operationsUrl(), schedule, lease, deliveryLog);
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
                    store, settlement, permits, gate, lease, writers, meter, deliveryLog),
            "notificationHook", new NotificationHook(),
            "callbackRequest", new CallbackRequest(guard, database.clock()),
            "consumerCall", new ConsumerCall(consumers, keeper),
            "callbackOutcome", new CallbackOutcome(database.clock()),
            "callbackClient", client,
            "deliveryWorkers", workers,
            "noticeDelivery", noticeDelivery,
            "notificationLog", log);
  }

  /** Binds the beans that the route names; before the routes are loaded. */
  public void bindTo(CamelContext context, Ticks ticks) {
    beans.forEach(context.getRegistry()::bind);
    ProducerTemplate template = context.createProducerTemplate();
    Runnable claim =
        () -> {
          if (context.getStatus().isStarted()) {
            // send() keeps a failure in the exchange: the tick looks anyway
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

  /** Where polls leave their notifications. */
  public Outbox outbox() {
    return outbox;
  }

  /** Shows the notifications and what became of them. */
  public NotificationLog log() {
    return log;
  }

  /** Shows the attempts to deliver a notification. */
  public AttemptLog attempts() {
    return attempts;
  }

  /** Sends notifications again, and tests. */
  public Redelivery redelivery() {
    return redelivery;
  }

  /** Shows the callbacks, and lets held ones be tried at once. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Where notices for operators are left. */
  public Notices notices() {
    return notices;
  }

  /** Checks callback URLs before they are stored. */
  public AddressGuard addressGuard() {
    return guard;
  }

  /** The program stops: callbacks that have not answered within a while are tried again later. */
  public void endWithin(Duration grace) {
    http.endWithin(grace);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    writers.shutdown(); // what is queued must end, because its lane waits for it
    http.close();
    noticeDelivery.close();
    keeper.close();
    consumers.forget(arrival);
  }
}
