package io.pollhook.poll;

import io.pollhook.claim.Lease;
import io.pollhook.claim.Workers;
import io.pollhook.delivery.Delivery;
import io.pollhook.element.ElementCatalog;
import io.pollhook.event.Notifications;
import io.pollhook.feed.DueTimes;
import io.pollhook.feed.FeedPlanner;
import io.pollhook.feed.FeedRepository;
import io.pollhook.feed.MissingElements;
import io.pollhook.feed.PartFeeds;
import io.pollhook.feed.PlannedFeeds;
import io.pollhook.health.Ticks;
import io.pollhook.hook.HookRoute;
import io.pollhook.http.AnswerMemory;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.log.About;
import io.pollhook.oauth.AccessTokens;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.DiskGuard;
import io.pollhook.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/**
 * Assembles polling and binds the beans of {@code routes/poll.camel.yaml}. Must be closed after the
 * CamelContext that runs the routes.
 */
public final class Polling implements AutoCloseable {
  /** A long poll commits after this many events, which make fifty notifications. */
  private static final int MANY_EVENTS = 500;

  private final FeedRepository repository;
  private final FeedPlanner planner;
  private final ElementCatalog elements;
  private final MissingElements missing;
  private final PollPermits permits;
  private final Polls polls;
  private final Lease lease;
  private final ExecutorService workers;
  private final PollClaims claims;
  private final Details details;
  private final HubCalls hubCalls;
  private final Previews previews;
  private Baselines baselines;
  private PollRoutes routes;
  private ProducerTemplate template;

  /** Assembles the beans. Nothing is polled before a CamelContext with the routes has started. */
  public Polling(
      Settings settings,
      Database database,
      InstanceRepository instances,
      ElementCatalog elements,
      AccessTokens tokens,
      Delivery delivery,
      PollMeter meter,
      AnswerMemory memory,
      DiskGuard disk,
      Tracing tracing,
      Clock clock) {
    this.elements = elements;
    this.missing = new MissingElements(instances, elements);
    // longer than the longest call, which may come after a wait for the account's new token
    this.lease =
        new Lease(
            database.clock(),
            settings.pollTimeout(),
            settings.pollTimeout().multipliedBy(3).plusSeconds(30));
    RandomGenerator random = new Random();
    DueTimes dueTimes = new DueTimes(database);
    repository = new FeedRepository(database);
    planner = new FeedPlanner(database, elements, dueTimes, random);
    permits = new PollPermits(settings.pollParallelism(), lease.length());
    // a task that a poll hands over inherits its log context, its trace and its memory account
    workers =
        new Workers(
            "pollhook-poll", task -> About.carriedBy(tracing.carriedBy(memory.carriedBy(task))));
    PollLog log = new PollLog(clock);
    PollCommit commit =
        new PollCommit(
            database,
            new Notifications(clock),
            delivery.outbox(),
            new FeedNotices(delivery.notices()),
            new PartFeeds(database, dueTimes, random),
            new Backoff(random),
            dueTimes,
            meter,
            log,
            tracing,
            MANY_EVENTS);
    Budgets budgets = new Budgets(System::nanoTime);
    hubCalls = new HubCalls(source -> routes.serve(source), budgets, tokens, clock);
    PollFactory factory =
        new PollFactory(database, instances, elements, clock, settings.pollOverlap());
    previews =
        new Previews(
            elements,
            new PlannedFeeds(database),
            factory,
            source -> routes.serve(source),
            memory,
            this::readPage,
            new PreviewWorkers(workers));
    claims =
        new PollClaims(
            repository, factory, permits, memory, disk, dueTimes, meter, log, tracing, lease);
    polls =
        new Polls(claims, factory, memory, budgets, tokens, new PollRecovery(tokens, log), commit);
    details = new Details(claims, polls, factory, budgets, new ObjectTroubles(clock));
  }

  /** Binds the beans that the routes use. Must be called before the routes are loaded. */
  public void bindTo(CamelContext context, Ticks ticks) {
    context.getRegistry().bind("claims", claims);
    context.getRegistry().bind("polls", polls);
    context.getRegistry().bind("eventHook", new EventHook(HookRoute.of(context, "event")));
    context.getRegistry().bind("details", details);
    context.getRegistry().bind("pollWorkers", workers);
    template = context.createProducerTemplate();
    routes = new PollRoutes(context, repository, elements, ticks);
    context.getRegistry().bind("pollRoutes", routes);
    context.getRegistry().bind("missingElements", missing);
    baselines =
        new Baselines(
            repository,
            permits,
            workers,
            feed -> template.sendBody("direct:poll-feed", feed),
            lease);
  }

  /** Generates the poll routes. To be called once the other routes run. */
  public void started() {
    missing.report();
    routes.align();
  }

  /** The generated routes. */
  public PollRoutes routes() {
    return routes;
  }

  /** Fetches single pages for hub calls. */
  public HubCalls hubCalls() {
    return hubCalls;
  }

  /** Previews what polls would report. */
  public Previews previews() {
    return previews;
  }

  private Exception readPage(Poll poll, Progress progress) {
    return template
        .request(
            "direct:poll-page",
            exchange -> {
              exchange.setProperty("poll", poll);
              exchange.setProperty("progress", progress);
            })
        .getException();
  }

  /** Brings the feeds of an instance in line with its configuration. */
  public FeedPlanner planner() {
    return planner;
  }

  /**
   * Takes the first look of an instance's new feeds; does nothing if its element was removed or
   * cannot be used by the instance.
   *
   * @see io.pollhook.feed.FirstLooks
   */
  public void takeFirstLooks(Instance instance, Duration within) {
    if (planner.fits(instance)) {
      routes.align();
      baselines.take(instance.id(), within);
      routes.align();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
