package io.pollhook.server;

import io.pollhook.secret.AccountSecrets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The server edge with small limits, in front of one call that returns its body's length once
 * allowed.
 */
final class EdgeFixture implements AutoCloseable {
  static final int CONNECTIONS = 3;
  static final int LONGEST_BODY = 1_000;
  static final int BODIES = 1_500;
  static final String ACCOUNT =
      "Authorization: User right-user-secret, Organization right-secret\n";

  final AtomicLong nanos = new AtomicLong();
  final Connections connections = new Connections(CONNECTIONS, nanos::get);
  private final Vertx vertx = Vertx.vertx();
  private final List<RawClient> clients = new ArrayList<>();
  private final HttpServer server;

  EdgeFixture() {
    AccountSecrets secrets =
        new AccountSecrets(
            List.of("right-user-secret"), List.of("old-secret", "right-secret"), "key");
    ApiPaths paths = new Paths();
    Router router = Router.router(vertx);
    ServerEdge edge =
        new ServerEdge(
            new DefaultCamelContext(),
            router,
            connections,
            paths,
            new Admission(
                new Authenticator(secrets, token -> Optional.empty()),
                paths,
                Sessions.NONE,
                new WrongSecrets(nanos::get),
                connections),
            new BodyReader(LONGEST_BODY, BODIES, connections));
    router.post().handler(call -> call.end("read " + call.body().length() + " bytes"));
    server =
        vertx
            .createHttpServer(ApiServer.options())
            .connectionHandler(connections::opened)
            .invalidRequestHandler(new InvalidRequests())
            .requestHandler(edge)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /** One path needs no credentials, and the hub has none. */
  private static final class Paths implements ApiPaths {
    @Override
    public boolean isOpen(String path) {
      return path.equals("/open");
    }

    @Override
    public boolean isHubPath(String path, Caller caller) {
      return false;
    }
  }

  RawClient connect() throws IOException {
    RawClient client = new RawClient(server.actualPort());
    clients.add(client);
    return client;
  }

  /** The header of a POST with a body of that length. */
  static String post(String path, int length, String headers) {
    return "POST /elements/api-v2%s HTTP/1.1\nHost: x\nContent-Length: %d\n%s\n"
        .formatted(path, length, headers);
  }

  @Override
  public void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
