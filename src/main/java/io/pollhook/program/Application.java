package io.pollhook.program;

import io.pollhook.api.ApiModule;
import io.pollhook.api.HubReads;
import io.pollhook.component.PollhookComponent;
import io.pollhook.delivery.Consumers;
import io.pollhook.engine.Engine;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.routing.RouteFiles;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.SecretsCheck;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/**
 * The standalone program: the engine and the HTTP API in one CamelContext, run by camel-main. Must
 * be closed after that context.
 */
public final class Application implements AutoCloseable {
  private final Settings settings;
  private final Consumers consumers = new Consumers();
  private final ProcessMetrics metrics = new ProcessMetrics();
  private final Traces traces;
  private final Engine engine;
  private final ApiModule api;

  /**
   * Takes ownership of the database. Fails if the encryption key or the secrets differ from those
   * that the database was created with.
   */
  public Application(Settings settings, AccountSecrets secrets, Database database, Clock clock) {
    this.settings = settings;
    traces = Traces.of(settings);
    engine =
        new Engine(
            settings,
            secrets.encryptionKey(),
            database,
            consumers,
            metrics.registry(),
            traces.tracing(),
            clock);
    SecretsCheck.check(database, secrets);
    api = ApiModule.of(engine, secrets, () -> metrics.scrape(engine.metrics()), clock);
  }

  /** Creates, changes and deletes instances. */
  public Provisioning provisioning() {
    return engine.provisioning();
  }

  /** Adds the beans and routes to a Camel application. */
  public void install(Main main) {
    install(main, Path.of("routes"));
  }

  /** Adds the beans and routes, with the user's own routes from the given directory. */
  public void install(Main main, Path routes) {
    // the settings already include the file's properties, in their own order of precedence
    main.setDefaultPropertyPlaceholderLocation("false");
    settings.forRoutes().forEach(main::addInitialProperty);
    api.install(main);
    main.addMainListener(new Lifecycle(engine, this::bindTo, new RouteFiles(routes), this::close));
  }

  private void bindTo(CamelContext context) {
    engine.bindTo(context);
    context.addComponent("pollhook", new PollhookComponent(consumers));
    context
        .getRegistry()
        .bind("hub", new HubReads(engine.elements(), engine.hubCalls(), ApiModule.HUB_CALLS));
  }

  @Override
  public void close() {
    engine.close();
    metrics.close();
    traces.close();
  }
}
