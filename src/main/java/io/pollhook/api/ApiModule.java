package io.pollhook.api;

import io.pollhook.delivery.NotificationLog;
import io.pollhook.element.ElementCatalog;
import io.pollhook.feed.PollRecords;
import io.pollhook.health.Health;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Grants;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.server.ApiServerFactory;
import io.pollhook.server.Authenticator;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/**
 * Puts the API into a Camel application: its REST routes, the beans that {@code
 * routes/api.camel.yaml} and the description name, and what is done for every request to the
 * server.
 */
public final class ApiModule {
  // A POST may wait half a minute for the provider; other calls go on meanwhile.
  static final int WORKERS = 64;

  private final AccountSecrets secrets;
  private final InstanceRepository instances;
  private final ElementCatalog elements;
  private final Provisioning provisioning;
  private final Grants grants;
  private final PollRecords records;
  private final NotificationLog log;
  private final HealthApi health;
  private final MetricsApi metrics;

  /**
   * Over the parts that the API shows.
   *
   * @param metrics all metrics in Prometheus' text format
   */
  public ApiModule(
      AccountSecrets secrets,
      InstanceRepository instances,
      ElementCatalog elements,
      Provisioning provisioning,
      Grants grants,
      PollRecords records,
      NotificationLog log,
      Health health,
      Supplier<? extends CompletionStage<String>> metrics) {
    this.secrets = secrets;
    this.instances = instances;
    this.elements = elements;
    this.provisioning = provisioning;
    this.grants = grants;
    this.records = records;
    this.log = log;
    this.health = new HealthApi(health);
    this.metrics = new MetricsApi(metrics);
  }

  /** Binds the beans and adds the REST routes. */
  public void install(Main main) {
    ApiDescription description = ApiDescription.load();
    ElementsApi elementsApi = new ElementsApi(elements);
    InstanceView view = new InstanceView(elements, grants);
    InstancesApi instancesApi = new InstancesApi(provisioning, instances, elementsApi, view);
    main.bind("vertxOptions", new VertxOptions().setWorkerPoolSize(WORKERS));
    main.bind("readRequest", new RequestReader(description));
    main.bind("writeAnswer", new AnswerWriter());
    main.bind("writeProblem", new ProblemWriter());
    main.bind("elementsApi", elementsApi);
    main.bind("descriptionApi", new DescriptionApi(description));
    main.bind("oauthApi", new OauthApi(elementsApi));
    main.bind("instancesApi", instancesApi);
    main.bind("eventsApi", new EventsApi(log, instancesApi));
    main.bind("pollsApi", new PollsApi(records, instancesApi));
    main.configure().addRoutesBuilder(new ApiRoutes(description));
    main.bind(
        "apiServer",
        new ApiServerFactory(
            new Authenticator(secrets, instances::findByToken),
            description::isOpen,
            this::installPaths));
  }

  /** What the server answers itself, in front of the routes. */
  private void installPaths(Router router) {
    health.install(router);
    metrics.install(router);
  }
}
