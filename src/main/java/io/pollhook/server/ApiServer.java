package io.pollhook.server;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;

/**
 * Camel's platform-http server with limits: HTTP/1.1 only, with {@link Connections}, {@link
 * Admission} and {@link BodyReader} in front of Camel's handlers.
 */
final class ApiServer extends VertxPlatformHttpServer {
  /** In bytes. */
  static final int LONGEST_REQUEST_LINE = 8 << 10;

  /** All header lines together, in bytes. */
  static final int LARGEST_HEADER = 16 << 10;

  /** The timeout if neither side sends anything: longer than a POST may wait for a provider. */
  private static final int IDLE_SECONDS = 75;

  private static final long SWEEP_MILLIS = 1_000;

  private final VertxPlatformHttpServerConfiguration configuration;
  private final Authenticator authenticator;
  private final ApiPaths paths;
  private final Sessions sessions;
  private final WrongSecrets wrongSecrets;
  private final Consumer<Router> ownCalls;
  private HttpServer server;

  ApiServer(
      VertxPlatformHttpServerConfiguration configuration,
      Authenticator authenticator,
      ApiPaths paths,
      Sessions sessions,
      WrongSecrets wrongSecrets,
      Consumer<Router> ownCalls) {
    super(configuration);
    this.configuration = configuration;
    this.authenticator = authenticator;
    this.paths = paths;
    this.sessions = sessions;
    this.wrongSecrets = wrongSecrets;
    this.ownCalls = ownCalls;
  }

  @Override
  protected void startServer() {
    Router router = getCamelContext().getRegistry().findSingleByType(Router.class);
    Connections connections = new Connections(Connections.MOST, System::nanoTime);
    ServerEdge edge =
        new ServerEdge(
            getCamelContext(),
            router,
            connections,
            paths,
            new Admission(authenticator, paths, sessions, wrongSecrets, connections),
            configuration.getMaxBodySize());
    ownCalls.accept(router);
    server =
        getVertx()
            .createHttpServer(options())
            .connectionHandler(connections::opened)
            .invalidRequestHandler(new InvalidRequests())
            .requestHandler(edge);
    getVertx().setPeriodic(SWEEP_MILLIS, tick -> connections.closeLate());
    server
        .listen(configuration.getBindPort(), configuration.getBindHost())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  /** Camel's consumers look up their router by this server's port. */
  @Override
  public HttpServer getServer() {
    return server;
  }

  /** HTTP/2 without TLS is off: nobody needs it, and its frames would need limits, too. */
  static HttpServerOptions options() {
    return new HttpServerOptions()
        .setHttp2ClearTextEnabled(false)
        .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
        .setMaxHeaderSize(LARGEST_HEADER)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  @Override
  protected void stopServer() {
    if (server != null) {
      server.close().toCompletionStage().toCompletableFuture().join();
      server = null;
    }
  }

  @Override
  protected void stopVertx() {
    getVertx().close().toCompletionStage().toCompletableFuture().join();
  }
}
