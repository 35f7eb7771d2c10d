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
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Dialect;
import io.pollhook.trace.Tracing;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/**
 * What an embedded Pollhook is started with.
 *
 * @param dataSource the host's PostgreSQL; null for the embedded database
 * @param meters the host's registry of metrics; null if it has none
 * @param routes the directory of the host's own route files; null if it has none
 * @param api the HTTP API, if the host serves it
 */
record PollhookOptions(
    Settings settings,
    DataSource dataSource,
    MeterRegistry meters,
    Path routes,
    Optional<HostedPart> api) {
  private static final String KEY = "pollhook.encryption-key";

  PollhookOptions {
    if (dataSource != null && settings.text(KEY).isEmpty()) {
      throw new ConfigurationError(KEY + " must be given with a data source");
    }
  }

  boolean hasMeters() {
    return meters != null;
  }

  RouteFiles routeFiles() {
    return api.isEmpty() ? RouteFiles.withoutApi(routes) : new RouteFiles(routes);
  }

  /** Opens the database and creates the engine. If that fails, the database is closed again. */
  Engine engine(Consumers consumers, CamelContext host) {
    Tracing tracing = HostTracing.of(settings, host);
    Clock clock = Clock.systemUTC();
    Database database =
        dataSource == null
            ? Databases.open(settings, clock)
            : Databases.ofHost(dataSource, settings.databaseSchema());
    try {
      return new Engine(settings, key(database), database, consumers, registry(), tracing, clock);
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
  private String key(Database database) {
    if (database.dialect() == Dialect.SQLITE) {
      KeyRotation.finish(settings, database);
      return AccountSecrets.load(settings, database).encryptionKey();
    }
    return settings.text(KEY);
  }
}
