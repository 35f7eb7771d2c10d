package io.pollhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.pollhook.engine.HostedPart;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Builds a {@link Pollhook}. All settings are optional. */
public final class PollhookBuilder {
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
   * Checks the properties. Later changes of the builder do not affect what it has built.
   *
   * @throws IllegalArgumentException for one that is unknown or cannot be read
   */
  public Pollhook build() {
    try {
      Settings settings = SettingsLoader.embedded(Map.copyOf(properties));
      return new Pollhook(
          new PollhookOptions(settings, dataSource, meters, routes, Optional.ofNullable(api)));
    } catch (ConfigurationError e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
