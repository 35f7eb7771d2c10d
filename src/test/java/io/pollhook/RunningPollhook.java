package io.pollhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.config.Settings;
import io.pollhook.config.SettingsLoader;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.OAuth;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** The whole program in this JVM, on a free port, and a client for its API. */
public final class RunningPollhook implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final AccountSecrets secrets;
  private final String base;
  private final Main main = new Main();
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "pollhook");

  private RunningPollhook(
      Settings settings, Database database, Clock clock, int port, Path routes) {
    secrets = AccountSecrets.load(settings);
    base = "http://127.0.0.1:" + port + "/elements/api-v2";
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    new Application(settings, secrets, database, clock).install(main, routes);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterStart(BaseMainSupport running) {
            started.complete(null);
          }
        });
    thread.start();
    started.join();
  }

  /** As the program itself does, so that it stops as that does. */
  private void run() {
    try {
      main.run();
    } catch (Exception e) {
      started.completeExceptionally(e);
    }
  }

  /** Starts it over a database that it closes; {@code given} are properties beside the defaults. */
  public static RunningPollhook start(
      Path directory, Map<String, String> given, Function<Settings, Database> open, Clock clock) {
    int port = freePort();
    Properties properties = new Properties();
    properties.setProperty("pollhook.data-dir", directory.toString());
    properties.setProperty("pollhook.poll.minimum-interval", "100ms");
    properties.setProperty("pollhook.callback.allow-private-addresses", "true");
    properties.setProperty("camel.server.port", String.valueOf(port));
    given.forEach(properties::setProperty);
    Settings settings = new SettingsLoader(directory, Map.of(), properties).load();
    return new RunningPollhook(
        settings, open.apply(settings), clock, port, directory.resolve("routes"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The CamelContext that runs it. */
  public org.apache.camel.CamelContext context() {
    return main.getCamelContext();
  }

  /** Calls the API with the account's secrets. */
  public HttpResponse<String> call(String method, String path, JsonNode body) {
    return send(method, path, body, "");
  }

  /** Calls the API with the account's secrets and an instance's token. */
  public HttpResponse<String> callAs(String token, String method, String path) {
    return send(method, path, null, ", Element " + token);
  }

  private HttpResponse<String> send(String method, String path, JsonNode body, String element) {
    String authorization =
        "User " + secrets.user() + ", Organization " + secrets.organization() + element;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Creates an instance for an account of the stand-in; fails where that is refused. */
  public JsonNode create(
      GoogleStandIn google,
      String account,
      String element,
      String callback,
      double seconds,
      JsonNode polling) {
    HttpResponse<String> answer =
        call("POST", "/instances", body(google, account, element, callback, seconds, polling));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return Json.parse(answer.body());
  }

  /** The body of a POST /instances, as Cloud Elements' documentation has it. */
  public static ObjectNode body(
      GoogleStandIn google,
      String account,
      String element,
      String callback,
      double seconds,
      JsonNode polling) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("element").put("key", element);
    body.putObject("providerData").put("code", google.grantCode(account));
    ObjectNode configuration = body.putObject("configuration");
    configuration.put("oauth.api.key", OAuth.CLIENT_ID);
    configuration.put("oauth.api.secret", OAuth.CLIENT_SECRET);
    configuration.put("oauth.callback.url", OAuth.REDIRECT_URI);
    configuration.put("event.notification.enabled", true);
    configuration.put("event.notification.callback.url", callback);
    configuration.put("event.poller.refresh_interval", String.valueOf(seconds / 60));
    configuration.set("event.poller.configuration", polling);
    body.putArray("tags").add("Docs");
    body.put("name", "API Instance with Polling");
    return body;
  }

  @Override
  public void close() {
    main.completed();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
