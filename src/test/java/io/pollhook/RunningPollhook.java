package io.pollhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.OAuth;
import io.pollhook.process.ApiClient;
import io.pollhook.process.Ports;
import io.pollhook.program.Application;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** The whole program in this JVM, on a free port. */
public final class RunningPollhook implements AutoCloseable {
  private static final String PORT = "camel.server.port";

  private final ApiClient api;
  private final Main main = new Main();
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "pollhook");

  private RunningPollhook(Settings settings, Database database, Clock clock) {
    AccountSecrets secrets = AccountSecrets.load(settings);
    URI server = URI.create("http://127.0.0.1:" + settings.text(PORT));
    api = new ApiClient(server, secrets.user().get(0), secrets.organization().get(0));
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    Path routes = settings.dataDir().resolve("routes");
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

  /** Runs and stops in the same way as the program. */
  private void run() {
    try {
      main.run();
    } catch (Exception e) {
      started.completeExceptionally(e);
    }
  }

  /** Starts the program on a data directory, with properties that replace the defaults. */
  public static RunningPollhook start(Path directory, Map<String, String> given) {
    Settings settings = settings(directory, given);
    Clock clock = Clock.systemUTC();
    return new RunningPollhook(settings, Databases.open(settings, clock), clock);
  }

  /** Starts the program with the test's database, which it closes, and the test's clock. */
  public static RunningPollhook start(
      Path directory, Map<String, String> given, Database database, Clock clock) {
    return new RunningPollhook(settings(directory, given), database, clock);
  }

  private static Settings settings(Path directory, Map<String, String> given) {
    Properties properties = new Properties();
    properties.setProperty("pollhook.data-dir", directory.toString());
    properties.setProperty("pollhook.poll.minimum-interval", "100ms");
    properties.setProperty("pollhook.callback.allow-private-addresses", "true");
    properties.setProperty(PORT, String.valueOf(Ports.free()));
    given.forEach(properties::setProperty);
    return new SettingsLoader(directory, Map.of(), properties).load();
  }

  /** The CamelContext of the program. */
  public org.apache.camel.CamelContext context() {
    return main.getCamelContext();
  }

  /** A client with the account's secrets. */
  public ApiClient api() {
    return api;
  }

  /** The body of a POST /instances, as in Cloud Elements' documentation. */
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
