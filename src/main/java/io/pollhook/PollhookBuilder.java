package io.pollhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.pollhook.delivery.Consumers;
import io.pollhook.engine.Engine;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.KeyRotation;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/** What a {@link Pollhook} is made of. All of it is optional. */
public final class PollhookBuilder {
  private static final String KEY = "pollhook.encryption-key";

  private final Map<String, String> properties = new HashMap<>();
  private DataSource dataSource;
  private MeterRegistry meters;
  private Path routes;

  PollhookBuilder() {}

  /**
   * Properties beside the defaults, those of docs/properties.md. Nothing is read from files,
   * environment variables or system properties.
   */
  public PollhookBuilder properties(Map<String, String> more) {
    properties.putAll(more);
    return this;
  }

  /**
   * A PostgreSQL database of the host, in place of the embedded one: tables go into the schema
   * {@code pollhook.database.schema}. The property {@code pollhook.encryption-key} must be set. It
   * is never closed.
   */
  public PollhookBuilder dataSource(DataSource source) {
    dataSource = source;
    return this;
  }

  /** Where the metrics are registered, between start and stop. */
  public PollhookBuilder meterRegistry(MeterRegistry registry) {
    meters = registry;
    return this;
  }

  /**
   * A directory of route files that replace Pollhook's of the same name, such as the hooks {@code
   * event.camel.yaml} and {@code notification.camel.yaml}. They run in Pollhook's own CamelContext,
   * and are loaded again when they change.
   */
  public PollhookBuilder routes(Path directory) {
    routes = directory;
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

  Path routes() {
    return routes;
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

  /** Opens the database; what it opened is closed if anything after that fails. */
  Engine engine(Consumers consumers) {
    Settings settings = settings();
    Clock clock = Clock.systemUTC();
    Database database =
        dataSource == null
            ? Databases.open(settings, clock)
            : Databases.ofHost(dataSource, settings.databaseSchema());
    try {
      return new Engine(settings, key(settings, database), database, consumers, registry(), clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private MeterRegistry registry() {
    return hasMeters() ? meters : new CompositeMeterRegistry();
  }

  /** The same file as the program's, so that it can run on the same data directory. */
  private static String key(Settings settings, Database database) {
    if (database.dialect() == Dialect.SQLITE) {
      KeyRotation.finish(settings, database);
      return AccountSecrets.load(settings).encryptionKey();
    }
    return settings.text(KEY);
  }
}
