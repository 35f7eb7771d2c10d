package io.pollhook;

import io.pollhook.api.ApiModule;
import io.pollhook.api.HubReads;
import io.pollhook.config.Settings;
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
import io.pollhook.poll.Polling;
import io.pollhook.provisioning.OAuthGrants;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.rest.RestCalls;
import io.pollhook.routing.RouteDirectory;
import io.pollhook.routing.RouteFiles;
import io.pollhook.routing.RouteMistake;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.SecretsCheck;
import io.pollhook.secret.Vault;
import io.pollhook.source.ProviderErrors;
import io.pollhook.store.Database;
import io.pollhook.store.DatabaseCheck;
import io.pollhook.store.DiskGuard;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.main.Main;

/** The parts of Pollhook, put together. To be closed after the CamelContext that runs them. */
public final class Application implements AutoCloseable {
  // An instance is to be created within half a minute, its grant's exchange included.
  private static final Duration OAUTH_WITHIN = Duration.ofSeconds(20);

  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Settings settings;
  private final Clock clock;
  private final ElementFiles elements;
  private final OutboundHttp providerHttp;
  private final OutboundHttp oauthHttp;
  private final Delivery delivery;
  private final Polling poller;
  private final Provisioning provisioning;
  private final ApiModule api;
  private final Database database;
  private final DiskGuard disk;
  private final DatabaseCheck databaseCheck;
  private final Metrics metrics;
  private final Health health = new Health();
  private final Ticks ticks = new Ticks();

  /**
   * Over a database, which it closes; a node with another encryption key or other secrets fails
   * here.
   */
  public Application(Settings settings, AccountSecrets secrets, Database database, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.database = database;
    Vault vault = new Vault(secrets.encryptionKey());
    vault.check(database);
    SecretsCheck.check(database, secrets);
    InstanceRepository instances = new InstanceRepository(database, vault);
    elements = new ElementFiles(settings, new PackagedElements(settings));
    metrics = new Metrics(database, elements, settings.dataDir());
    Egress egress = Egress.through(settings.httpProxy());
    AnswerMemory answerMemory = AnswerMemory.ofHeap();
    providerHttp =
        new OutboundHttp(
            Limits.within(settings.pollTimeout()),
            answerMemory,
            egress.followingRedirects(),
            metrics.calls());
    oauthHttp =
        new OutboundHttp(
            Limits.within(shorter(settings.pollTimeout(), OAUTH_WITHIN)), egress, metrics.calls());
    OAuthClient oauth = new OAuthClient(oauthHttp, database.clock());
    GrantRepository grantRepository = new GrantRepository(database, vault);
    AccessTokens tokens = new AccessTokens(database, grantRepository, instances, elements, oauth);
    delivery = new Delivery(settings, database, instances, metrics.deliveries());
    disk = DiskGuard.of(settings);
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
            clock);
    databaseCheck =
        new DatabaseCheck(
            database,
            List.of(
                FeedRepository::clockWentBack,
                Lanes::clockWentBack,
                Notices::clockWentBack,
                GrantRepository::clockWentBack));
    OAuthGrants grants = new OAuthGrants(oauth, grantRepository);
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
    api =
        new ApiModule(
            settings,
            secrets,
            instances,
            elements,
            provisioning,
            grants,
            new PollRecords(database, instances, elements, disk),
            poller.previews()::of,
            delivery,
            health,
            metrics::scrape,
            clock);
  }

  /** Creates, changes and deletes instances. */
  public Provisioning provisioning() {
    return provisioning;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Puts the beans and routes into a Camel application. */
  public void install(Main main) {
    install(main, Path.of("routes"));
  }

  /** The same, with the person's own routes in that directory. */
  void install(Main main, Path routes) {
    // the settings have the file's properties already, in their own order of precedence
    main.setDefaultPropertyPlaceholderLocation("false");
    settings.forRoutes().forEach(main::addInitialProperty);
    api.install(main);
    main.addMainListener(new Lifecycle(this, routes));
  }

  /** Binds what needs the context itself. */
  void bindTo(CamelContext context) {
    HttpClientConfigurer providerClient = providerHttp::configure;
    context.getRegistry().bind("providerClient", providerClient);
    Google.bind(context, settings, providerHttp, clock);
    context.getRegistry().bind("rest", new RestCalls(clock));
    context.getRegistry().bind("providerErrors", new ProviderErrors(clock));
    context.getRegistry().bind("elementFiles", elements);
    context.getRegistry().bind("ticks", ticks);
    context.getRegistry().bind("diskGuard", disk);
    context.getRegistry().bind("databaseCheck", databaseCheck);
    context.getRegistry().bind("hub", new HubReads(elements, poller.hubCalls()));
    delivery.bindTo(context, ticks);
    poller.bindTo(context, ticks);
  }

  /** Loads the routes, and follows their files from then on. */
  void loadRoutes(CamelContext context, Path directory) {
    RouteDirectory routes = new RouteDirectory(context, new RouteFiles(directory), poller.routes());
    try {
      routes.load();
      context.addService(routes);
    } catch (RouteMistake e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the routes in " + directory + " cannot be loaded", e);
    }
    context.getRegistry().bind("routeProblems", routes.check());
  }

  /** The routes run: generates the poll routes. */
  void started(CamelContext context) {
    poller.started();
    health.start(context.getRegistry().findByType(HealthCheck.class));
  }

  /** Nothing new is begun, and what hangs does not hold up the end. */
  void stopping() {
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
