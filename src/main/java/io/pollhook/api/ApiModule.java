package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.console.Console;
import io.pollhook.delivery.Delivery;
import io.pollhook.element.ElementCatalog;
import io.pollhook.engine.Engine;
import io.pollhook.feed.KnownObjects;
import io.pollhook.feed.PollRecords;
import io.pollhook.health.Health;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.oauth.Pkce;
import io.pollhook.poll.ResourcePreview;
import io.pollhook.provisioning.Grants;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.server.ApiServerFactory;
import io.pollhook.server.Authenticator;
import io.pollhook.server.Cors;
import io.pollhook.server.HostServer;
import io.pollhook.server.WrongSecrets;
import io.pollhook.settings.Settings;
import io.pollhook.statistics.Statistics;
import io.pollhook.store.Database;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * Installs the API in a Camel application: its REST routes, the beans that {@code
 * routes/api.camel.yaml} and the description name, and the handlers that run for every request to
 * the server.
 */
public final class ApiModule {
  // A POST may wait half a minute for the provider; other calls continue meanwhile.
  static final int WORKERS = 64;

  /** The most hub calls at once: the other half of the workers is left for the rest of the API. */
  public static final int HUB_CALLS = WORKERS / 2;

  private static final int BEFORE_ALL = Integer.MIN_VALUE;

  private final AccountSecrets secrets;
  private final Cors cors;
  private final Authenticator authenticator;
  private final Console console;
  private final Database database;
  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final Provisioning provisioning;
  private final Grants grants;
  private final PollRecords records;
  private final BiFunction<Instance, JsonNode, List<ResourcePreview>> previews;
  private final Delivery delivery;
  private final Statistics statistics;
  private final HealthApi health;
  private final HubApi hub;
  private final MetricsApi metrics;
  private final ApiDescription description = ApiDescription.load();

  /**
   * Creates the API over the parts that it exposes.
   *
   * @param previews returns what the polls of an instance would report under a polling
   *     configuration; null stands for the instance's own
   * @param statistics the contents of the database as a whole, which may be a few seconds old
   * @param metrics all metrics in Prometheus' text format
   */
  ApiModule(
      Settings settings,
      AccountSecrets secrets,
      Database database,
      InstanceRepository instances,
      ElementCatalog elements,
      Provisioning provisioning,
      Grants grants,
      PollRecords records,
      BiFunction<Instance, JsonNode, List<ResourcePreview>> previews,
      Delivery delivery,
      Health health,
      Statistics statistics,
      Supplier<? extends CompletionStage<String>> metrics,
      Clock clock) {
    this.secrets = secrets;
    this.cors = new Cors(settings.apiAllowedOrigins());
    this.authenticator = new Authenticator(secrets, instances::findByToken);
    this.console = new Console(secrets, database);
    this.database = database;
    this.instances = instances;
    this.elements = elements;
    this.provisioning = provisioning;
    this.grants = grants;
    this.records = records;
    this.previews = previews;
    this.delivery = delivery;
    this.statistics = statistics;
    this.health = new HealthApi(health);
    this.hub = new HubApi(elements, clock);
    this.metrics = new MetricsApi(metrics);
  }

  /**
   * Creates the API of an engine.
   *
   * @param metrics all metrics in Prometheus' text format
   */
  public static ApiModule of(
      Engine engine,
      AccountSecrets secrets,
      Supplier<? extends CompletionStage<String>> metrics,
      Clock clock) {
    return new ApiModule(
        engine.settings(),
        secrets,
        engine.database(),
        engine.instances(),
        engine.elements(),
        engine.provisioning(),
        engine.grants(),
        engine.records(),
        engine.previews()::of,
        engine.delivery(),
        engine.health(),
        engine.metrics().statistics(),
        metrics,
        clock);
  }

  /** Binds the beans and adds the REST routes. */
  public void install(Main main) {
    bind(main::bind);
    main.bind("vertxOptions", new VertxOptions().setWorkerPoolSize(WORKERS));
    main.configure().addRoutesBuilder(new ApiRoutes(description));
    WrongSecrets wrongSecrets = new WrongSecrets(System::nanoTime);
    main.bind(
        "apiServer",
        new ApiServerFactory(
            authenticator,
            new HubPaths(description, elements),
            console.sessions(),
            wrongSecrets,
            router -> installPaths(router, wrongSecrets)));
  }

  /**
   * Installs the described calls on the server of a host application.
   *
   * @param own the CamelContext that gets beans and routes
   * @return removes them from the server when closed
   */
  AutoCloseable install(CamelContext own, CamelContext host) throws Exception {
    bind(own.getRegistry()::bind);
    own.addRoutes(new ApiRoutes(description));
    return HostServer.mount(
        own,
        host,
        authenticator,
        new HubPaths(description, elements),
        router -> router.route().order(BEFORE_ALL).handler(cors));
  }

  private void bind(BiConsumer<String, Object> beans) {
    ElementsApi elementsApi = new ElementsApi(elements);
    InstanceView view = new InstanceView(elements, grants);
    InstancesApi instancesApi = new InstancesApi(provisioning, instances, elementsApi, view);
    beans.accept("readRequest", new RequestReader(description));
    beans.accept("writeAnswer", new AnswerWriter());
    beans.accept("writeProblem", new ProblemWriter());
    beans.accept("elementsApi", elementsApi);
    beans.accept("descriptionApi", new DescriptionApi(description));
    beans.accept("oauthApi", new OauthApi(elementsApi, new Pkce(secrets.encryptionKey())));
    beans.accept("instancesApi", instancesApi);
    beans.accept("configurationApi", new ConfigurationApi(elements, instancesApi, provisioning));
    beans.accept("accountApi", new AccountApi());
    beans.accept("hubApi", hub);
    beans.accept("subscriptionsApi", new SubscriptionsApi(delivery.subscriptions()));
    beans.accept("eventsApi", new EventsApi(delivery, elements, instancesApi));
    beans.accept("statisticsApi", new StatisticsApi(instances, statistics));
    beans.accept(
        "pollsApi",
        new PollsApi(provisioning, records, new KnownObjects(database), instancesApi, previews));
  }

  /** Adds the paths that the server handles itself, ahead of the routes. */
  private void installPaths(Router router, WrongSecrets wrongSecrets) {
    router.route().order(BEFORE_ALL).handler(cors);
    health.install(router);
    metrics.install(router);
    console.install(router, authenticator, wrongSecrets);
    new DocsPage(description).install(router);
  }
}
