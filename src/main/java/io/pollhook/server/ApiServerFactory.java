package io.pollhook.server;

import io.vertx.ext.web.Router;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.HttpManagementServerConfigurationProperties;
import org.apache.camel.main.HttpServerConfigurationProperties;
import org.apache.camel.main.MainHttpServerFactory;

/** Makes {@link ApiServer} the server of camel-main, as {@code camel.server.*} configures it. */
public final class ApiServerFactory implements MainHttpServerFactory {
  private final Authenticator authenticator;
  private final ApiPaths paths;
  private final Sessions sessions;
  private final WrongSecrets wrongSecrets;
  private final Consumer<Router> ownCalls;

  /**
   * Creates the factory.
   *
   * @param paths the paths below the API's base path
   * @param sessions the sessions of callers who need not send the secrets
   * @param wrongSecrets slows down callers who guess secrets
   * @param ownCalls adds the calls that are not handled by Camel routes
   */
  public ApiServerFactory(
      Authenticator authenticator,
      ApiPaths paths,
      Sessions sessions,
      WrongSecrets wrongSecrets,
      Consumer<Router> ownCalls) {
    this.authenticator = authenticator;
    this.paths = paths;
    this.sessions = sessions;
    this.wrongSecrets = wrongSecrets;
    this.ownCalls = ownCalls;
  }

  @Override
  public Service newHttpServer(CamelContext context, HttpServerConfigurationProperties given) {
    VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
    configuration.setBindHost(given.getHost());
    configuration.setBindPort(given.getPort());
    configuration.setPath(given.getPath());
    configuration.setMaxBodySize(given.getMaxBodySize());
    ApiServer server =
        new ApiServer(configuration, authenticator, paths, sessions, wrongSecrets, ownCalls);
    server.setCamelContext(context);
    return server;
  }

  @Override
  public Service newHttpManagementServer(
      CamelContext context, HttpManagementServerConfigurationProperties given) {
    throw new IllegalArgumentException(
        "camel.management.enabled is not supported: health and metrics are on the API's port");
  }
}
