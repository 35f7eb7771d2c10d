package io.pollhook.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.pollhook.delivery.Consumers;
import io.pollhook.delivery.Delivery;
import io.pollhook.delivery.Lanes;
import io.pollhook.delivery.Notices;
import io.pollhook.element.ElementFiles;
import io.pollhook.element.PackagedElements;
import io.pollhook.feed.FeedRepository;
import io.pollhook.feed.PollRecords;
import io.pollhook.google.Google;
import io.pollhook.health.Health;
import io.pollhook.health.HealthCheck;
import io.pollhook.health.Ticks;
import io.pollhook.http.AnswerMemory;
import io.pollhook.http.Egress;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.metrics.Metrics;
import io.pollhook.oauth.AccessTokens;
import io.pollhook.oauth.GrantRepository;
import io.pollhook.oauth.OAuthClient;
import io.pollhook.oauth.Pkce;
import io.pollhook.poll.HubCalls;
import io.pollhook.poll.Polling;
import io.pollhook.poll.Previews;
import io.pollhook.provisioning.OAuthGrants;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.rest.RestCalls;
import io.pollhook.rest.RestDetails;
import io.pollhook.routing.RouteDirectory;
import io.pollhook.routing.RouteFiles;
import io.pollhook.routing.RouteMistake;
import io.pollhook.secret.Vault;
import io.pollhook.settings.Settings;
import io.pollhook.source.ProviderErrors;
import io.pollhook.store.Database;
import io.pollhook.store.DatabaseCheck;
import io.pollhook.store.DiskGuard;
import io.pollhook.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;

/**
 * The assembled parts of Pollhook that poll and deliver, for a CamelContext of their own. Close it
 * after that context.
 */
public final class Engine implements AutoCloseable {
  // Creating an instance must take less than half a minute, including the exchange of its grant.
  private static final Duration OAUTH_WITHIN = Duration.ofSeconds(20);

  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Settings settings;
  private final Clock clock;
  private final ElementFiles elements;
  private final InstanceRepository instances;
  private final OutboundHttp providerHttp;
  private final OutboundHttp oauthHttp;
  private final OAuthGrants grants;
  private final Delivery delivery;
  private final Polling poller;
  private final Provisioning provisioning;
  private final Database database;
  private final DiskGuard disk;
  private final DatabaseCheck databaseCheck;
  private final Metrics metrics;
  private final Health health = new Health();
  private final Ticks ticks = new Ticks();

  /**
   * Creates the engine over a database, which it will close.
   *
   * @param encryptionKey the key that the database was created with; any other key fails
   * @param consumers the routes that callback URLs {@code pollhook:<name>} lead to
   * @param meters the registry for the metrics
   * @param tracing records polls and deliveries
   */
  public Engine(
      Settings settings,
      String encryptionKey,
      Database database,
      Consumers consumers,
      MeterRegistry meters,
      Tracing tracing,
      Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.database = database;
    Vault vault = new Vault(encryptionKey);
    vault.check(database);
    instances = new InstanceRepository(database, vault);
    elements = new ElementFiles(settings, new PackagedElements(settings));
    metrics = new Metrics(meters, database, elements, settings.dataDir());
    Egress egress = Egress.through(settings.httpProxy());
    AnswerMemory answerMemory = AnswerMemory.ofHeap();
    providerHttp =
        new OutboundHttp(
            Limits.within(settings.pollTimeout()),
            answerMemory,
            egress.followingRedirects(),
            metrics.calls(),
            tracing);
    oauthHttp =
        new OutboundHttp(
            Limits.within(shorter(settings.pollTimeout(), OAUTH_WITHIN)),
            AnswerMemory.UNLIMITED,
            egress,
            metrics.calls(),
            tracing);
    OAuthClient oauth = new OAuthClient(oauthHttp, database.clock(), new Pkce(encryptionKey));
    GrantRepository grantRepository = new GrantRepository(database, vault);
    AccessTokens tokens = new AccessTokens(database, grantRepository, instances, elements, oauth);
    delivery =
        new Delivery(settings, database, instances, consumers, metrics.deliveries(), tracing);
    disk = DiskGuard.of(settings, database.dialect());
    poller =
        new Polling(
            settings,
            database,
            instances,
            elements,
            tokens,
            delivery,
            metrics.polls(),
            answerMemory,
            disk,
            tracing,
            clock);
    databaseCheck =
        new DatabaseCheck(
            database,
            List.of(
                FeedRepository::clockWentBack,
                Lanes::clockWentBack,
                Notices::clockWentBack,
                GrantRepository::clockWentBack));
    grants = new OAuthGrants(oauth, grantRepository);
    provisioning =
        new Provisioning(
            settings,
            database,
            instances,
            elements,
            grants,
            delivery,
            poller.planner(),
            poller::takeFirstLooks);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** The settings from the properties. */
  public Settings settings() {
    return settings;
  }

  /** The database, which holds all durable state. */
  public Database database() {
    return database;
  }

  /** Creates, changes and deletes instances. */
  public Provisioning provisioning() {
    return provisioning;
  }

  /** Finds instances. */
  public InstanceRepository instances() {
    return instances;
  }

  /** The elements in the jar and those in the elements directory. */
  public ElementFiles elements() {
    return elements;
  }

  /** The instances' grants. */
  public OAuthGrants grants() {
    return grants;
  }

  /** The records of the polls. */
  public PollRecords records() {
    return new PollRecords(database, instances, elements, disk);
  }

  /** Previews of what polls would report. */
  public Previews previews() {
    return poller.previews();
  }

  /** The delivery of notifications. */
  public Delivery delivery() {
    return delivery;
  }

  /** Fetches single pages for hub calls. */
  public HubCalls hubCalls() {
    return poller.hubCalls();
  }

  /** The health of the program. */
  public Health health() {
    return health;
  }

  /** The metrics. */
  public Metrics metrics() {
    return metrics;
  }

  /** The threads that the ticks run on. */
  public Ticks ticks() {
    return ticks;
  }

  /** Binds the beans that the routes refer to. */
  public void bindTo(CamelContext context) {
    HttpClientConfigurer providerClient = providerHttp::configure;
    context.getRegistry().bind("providerClient", providerClient);
    Google.bind(context, settings, providerHttp, clock);
    RestCalls rest = new RestCalls(clock);
    context.getRegistry().bind("rest", rest);
    context.getRegistry().bind("restDetails", new RestDetails(rest));
    context.getRegistry().bind("providerErrors", new ProviderErrors(clock));
    context.getRegistry().bind("elementFiles", elements);
    context.getRegistry().bind("ticks", ticks);
    context.getRegistry().bind("claimLog", new ClaimLog());
    context.getRegistry().bind("diskGuard", disk);
    context.getRegistry().bind("databaseCheck", databaseCheck);
    delivery.bindTo(context, ticks);
    poller.bindTo(context, ticks);
  }

  /** Loads the routes and watches their files from then on. */
  public void loadRoutes(CamelContext context, RouteFiles files) {
    RouteDirectory routes = new RouteDirectory(context, files, poller.routes());
    try {
      routes.load();
      context.addService(routes);
    } catch (RouteMistake e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the route files cannot be loaded", e);
    }
    context.getRegistry().bind("routeProblems", routes.check());
  }

  /** Generates the poll routes once the other routes run. */
  public void started(CamelContext context) {
    poller.started();
    health.start(context.getRegistry().findByType(HealthCheck.class));
  }

  /** Stops starting new work, and keeps hanging calls from delaying the end. */
  public void stopping() {
    health.close();
    ticks.shutdown();
    providerHttp.endWithin(GRACE);
    delivery.endWithin(GRACE);
  }

  @Override
  public void close() {
    poller.close();
    delivery.close();
    providerHttp.close();
    oauthHttp.close();
    metrics.close();
    database.close();
  }
}
