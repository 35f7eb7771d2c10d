package io.pollhook.api;

import io.pollhook.delivery.NotificationLog;
import io.pollhook.element.ElementCatalog;
import io.pollhook.feed.PollRecords;
import io.pollhook.health.Health;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.provisioning.Grants;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.secret.AccountSecrets;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextRoutesStartingEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * Puts the API into a Camel application: the beans that {@code routes/api.camel.yaml} names, and
 * what is done for every request to the server.
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

  /** Over the parts that the API shows. */
  public ApiModule(
      AccountSecrets secrets,
      InstanceRepository instances,
      ElementCatalog elements,
      Provisioning provisioning,
      Grants grants,
      PollRecords records,
      NotificationLog log,
      Health health) {
    this.secrets = secrets;
    this.instances = instances;
    this.elements = elements;
    this.provisioning = provisioning;
    this.grants = grants;
    this.records = records;
    this.log = log;
    this.health = new HealthApi(health);
  }

  /** Binds the beans. */
  public void install(Main main) {
    ElementsApi elementsApi = new ElementsApi(elements);
    InstanceView view = new InstanceView(elements, grants);
    InstancesApi instancesApi = new InstancesApi(provisioning, instances, elementsApi, view);
    main.bind("vertxOptions", new VertxOptions().setWorkerPoolSize(WORKERS));
    main.bind("readRequest", new RequestReader(secrets, instances, false));
    main.bind("readOpenRequest", new RequestReader(secrets, instances, true));
    main.bind("writeAnswer", new AnswerWriter());
    main.bind("writeProblem", new ProblemWriter());
    main.bind("elementsApi", elementsApi);
    main.bind("oauthUrlApi", new OauthUrlApi(elementsApi));
    main.bind("instancesApi", instancesApi);
    main.bind("eventsApi", new EventsApi(log, instancesApi));
    main.bind("pollRecordsApi", new PollRecordsApi(records, instancesApi));
    main.bind("serverEdge", new EdgeInstaller());
  }

  /** The server is there once the context starts, just before its routes do. */
  private final class EdgeInstaller extends SimpleEventNotifierSupport {
    @Override
    public boolean isEnabled(CamelEvent event) {
      return event instanceof CamelContextRoutesStartingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
      CamelContext context = ((CamelContextRoutesStartingEvent) event).getContext();
      context
          .getRegistry()
          .findByType(Router.class)
          .forEach(
              router -> {
                ServerEdge.install(context, router);
                health.install(router);
              });
    }
  }
}
