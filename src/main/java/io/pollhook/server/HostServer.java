package io.pollhook.server;

import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Mounts the API on the platform-http server of a host application, with admission and limits in
 * front of its routes. Requests outside of the API's path are left to the host.
 */
public final class HostServer implements AutoCloseable {
  private static final int BEFORE_THE_HOSTS = -1;
  private static final long LONGEST_BODY = 1 << 20;

  private final Route mounted;

  private HostServer(Route mounted) {
    this.mounted = mounted;
  }

  /**
   * Mounts the API's paths in front of the host's routes.
   *
   * @param own the CamelContext with the API's routes, not started yet
   * @param paths the paths below the API's base path
   * @param ownCalls adds handlers for every request
   * @throws IllegalStateException if the host has no server, or more than one
   */
  public static HostServer mount(
      CamelContext own,
      CamelContext host,
      Authenticator authenticator,
      ApiPaths paths,
      Consumer<Router> ownCalls) {
    VertxPlatformHttpRouter hosts = router(host);
    Router router = Router.router(hosts.vertx());
    // the context's routes look up the router by this name
    String name = VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO;
    own.getRegistry()
        .bind(name, new VertxPlatformHttpRouter(hosts.getServer(), hosts.vertx(), router, name));
    Connections connections = new Connections(Connections.MOST, System::nanoTime);
    WrongSecrets wrongSecrets = new WrongSecrets(System::nanoTime);
    ServerEdge edge =
        new ServerEdge(
            own,
            router,
            connections,
            paths,
            new Admission(authenticator, paths, Sessions.NONE, wrongSecrets, connections),
            LONGEST_BODY);
    ownCalls.accept(router);
    return new HostServer(
        hosts
            .route(Admission.API + "*")
            .order(BEFORE_THE_HOSTS)
            .handler(call -> edge.handle(call.request())));
  }

  private static VertxPlatformHttpRouter router(CamelContext host) {
    Set<VertxPlatformHttpRouter> found =
        host.getRegistry().findByType(VertxPlatformHttpRouter.class);
    if (found.size() != 1) {
      throw new IllegalStateException(
          "the HTTP API needs exactly one server of camel-platform-http-vertx in the host, but there are %d; start a VertxPlatformHttpServer before Pollhook"
              .formatted(found.size()));
    }
    return found.iterator().next();
  }

  @Override
  public void close() {
    mounted.remove();
  }
}
