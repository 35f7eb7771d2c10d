package io.pollhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.pollhook.delivery.Consumers;
import io.pollhook.engine.Engine;
import io.pollhook.engine.HostedPart;
import io.pollhook.routing.RouteFiles;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.KeyRotation;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Dialect;
import io.pollhook.trace.Tracing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Builds a {@link Pollhook}. All settings are optional. */
public final class PollhookBuilder {
  private static final String KEY = "pollhook.encryption-key";

  private final Map<String, String> properties = new HashMap<>();
  private DataSource dataSource;
  private MeterRegistry meters;
  private Path routes;
  private HostedPart api;

  PollhookBuilder() {}

  /**
   * Sets properties of docs/properties.md; the others have their defaults. Nothing is read from
   * files, environment variables or system properties.
   */
  public PollhookBuilder properties(Map<String, String> more) {
    properties.putAll(more);
    return this;
  }

  /**
   * Sets a PostgreSQL database of the host, to use instead of the embedded one. Tables go into the
   * schema {@code pollhook.database.schema}. The property {@code pollhook.encryption-key} must be
   * set. The data source is never closed.
   */
  public PollhookBuilder dataSource(DataSource source) {
    dataSource = source;
    return this;
  }

  /** Sets the registry in which the metrics are registered between start and stop. */
  public PollhookBuilder meterRegistry(MeterRegistry registry) {
    meters = registry;
    return this;
  }

  /**
   * Sets a directory of route files that replace Pollhook's of the same name, such as the hooks
   * {@code event.camel.yaml} and {@code notification.camel.yaml}. They run in Pollhook's own
   * CamelContext, and are reloaded when they change.
   */
  public PollhookBuilder routes(Path directory) {
    routes = directory;
    return this;
  }

  /**
   * Serves the HTTP API on the host's server: {@code api(new HostApi())}.
   *
   * @see io.pollhook.api.HostApi
   */
  public PollhookBuilder api(HostedPart hosted) {
    api = hosted;
    return this;
  }

  /**
   * Checks the properties.
   *
   * @throws IllegalArgumentException for one that is unknown or cannot be read
   */
  public Pollhook build() {
    try {
      settings();
    } catch (ConfigurationError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return new Pollhook(this);
  }

  RouteFiles routeFiles() {
    return api == null ? RouteFiles.withoutApi(routes) : new RouteFiles(routes);
  }

  /** The HTTP API, if the host serves it. */
  Optional<HostedPart> api() {
    return Optional.ofNullable(api);
  }

  boolean hasMeters() {
    return meters != null;
  }

  Map<String, String> forRoutes() {
    return settings().forRoutes();
  }

  private Settings settings() {
    Settings settings = SettingsLoader.embedded(properties);
    if (dataSource != null && settings.text(KEY).isEmpty()) {
      throw new ConfigurationError(KEY + " must be given with a data source");
    }
    return settings;
  }

  /** Opens the database and creates the engine. If that fails, the database is closed again. */
  Engine engine(Consumers consumers, CamelContext host) {
    Settings settings = settings();
    Tracing tracing = HostTracing.of(settings, host);
    Clock clock = Clock.systemUTC();
    Database database =
        dataSource == null
            ? Databases.open(settings, clock)
            : Databases.ofHost(dataSource, settings.databaseSchema());
    try {
      return new Engine(
          settings, key(settings, database), database, consumers, registry(), tracing, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private MeterRegistry registry() {
    return hasMeters() ? meters : new CompositeMeterRegistry();
  }

  /**
   * Returns the encryption key. It is in the same file as the standalone program's, so that both
   * can use the same data directory.
   */
  private static String key(Settings settings, Database database) {
    if (database.dialect() == Dialect.SQLITE) {
      KeyRotation.finish(settings, database);
      return AccountSecrets.load(settings).encryptionKey();
    }
    return settings.text(KEY);
  }
}
