package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.delivery.Consumers;
import io.pollhook.delivery.Delivery;
import io.pollhook.element.PackagedElements;
import io.pollhook.feed.DueTimes;
import io.pollhook.feed.FeedPlanner;
import io.pollhook.feed.PollRecords;
import io.pollhook.health.Health;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.process.ApiClient;
import io.pollhook.process.Ports;
import io.pollhook.provisioning.Provisioning;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.TestSecrets;
import io.pollhook.secret.Vault;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.statistics.Statistics;
import io.pollhook.store.Database;
import io.pollhook.store.DatabaseCheck;
import io.pollhook.store.Databases;
import io.pollhook.store.DiskGuard;
import io.pollhook.store.Json;
import io.pollhook.trace.Tracing;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The API over HTTP, with its real routes and a real database; the provider is a stub. */
final class ApiFixture implements AutoCloseable {
  static final String USER = TestSecrets.USER;
  static final String ORGANIZATION = TestSecrets.ORGANIZATION;
  static final String ACCOUNT = "User " + USER + ", Organization " + ORGANIZATION;

  final StubGrants grants = new StubGrants();
  final List<Long> firstLooks = new CopyOnWriteArrayList<>();
  final Database database;
  final InstanceRepository instances;
  final Health health = new Health();

  private final Delivery delivery;
  private final Main main = new Main();
  private final DescribedAnswers described = new DescribedAnswers();
  private final int port = Ports.free();
  private final ApiClient client =
      new ApiClient(URI.create("http://127.0.0.1:" + port), USER, ORGANIZATION);

  ApiFixture(Path directory) throws Exception {
    this(directory, Map.of());
  }

  ApiFixture(Path directory, Map<String, String> properties) throws Exception {
    Properties given = new Properties();
    given.setProperty("pollhook.data-dir", directory.toString());
    given.putAll(properties);
    Settings settings = new SettingsLoader(directory, new HashMap<>(), given).load();
    AccountSecrets secrets = TestSecrets.ACCOUNT;
    database = Databases.open(settings, Clock.systemUTC());
    instances = new InstanceRepository(database, new Vault(secrets.encryptionKey()));
    PackagedElements elements = new PackagedElements(settings);
    delivery =
        new Delivery(
            settings, database, instances, new Consumers(), (result, duration) -> {}, Tracing.NONE);
    Provisioning provisioning =
        new Provisioning(
            settings,
            database,
            instances,
            elements,
            grants,
            delivery,
            new FeedPlanner(database, elements, new DueTimes(database), new Random()),
            (instance, within) -> firstLooks.add(instance.id()));
    main.setPropertyPlaceholderLocations("file:application.properties");
    main.addOverrideProperty("camel.server.port", Integer.toString(port));
    main.configure().withRoutesIncludePattern("file:routes/api.camel.yaml");
    new ApiModule(
            settings,
            secrets,
            database,
            instances,
            elements,
            provisioning,
            grants,
            new PollRecords(
                database, instances, elements, DiskGuard.of(settings, database.dialect())),
            (instance, configuration) -> List.of(),
            delivery,
            health,
            Statistics.of(database),
            () -> CompletableFuture.completedFuture(""),
            Clock.systemUTC())
        .install(main);
    main.start();
    health.start(List.of(new DatabaseCheck(database, List.of())));
  }

  /** The CamelContext that serves the API. */
  CamelContext context() {
    return main.getCamelContext();
  }

  int port() {
    return port;
  }

  /** Returns whether the instance's notifications are delivered. */
  boolean delivers(JsonNode instance) {
    return delivery.lanes().status(instance.path("id").longValue()).orElseThrow().active();
  }

  /** Calls with the account's secrets. */
  Answer call(String method, String path, Object body) {
    return call(method, path, body, ACCOUNT);
  }

  Answer get(String path) {
    return call("GET", path, null);
  }

  /**
   * Calls with any Authorization header, and compares the answer with the description. The path is
   * below the base path, unless it begins with two slashes.
   */
  Answer call(String method, String path, Object body, String authorization) {
    byte[] bytes = new byte[0];
    if (body instanceof String text) {
      bytes = text.getBytes(StandardCharsets.UTF_8);
    } else if (body instanceof byte[] raw) {
      bytes = raw;
    } else if (body != null) {
      bytes = Json.text(body).getBytes(StandardCharsets.UTF_8);
    }
    return call(method, path, bytes, authorization, "application/json");
  }

  Answer call(String method, String path, byte[] body, String authorization, String contentType) {
    String target = path.startsWith("//") ? path.substring(1) : "/elements/api-v2" + path;
    Answer answer = new Answer(client.send(method, target, body, authorization, contentType));
    if (!path.startsWith("//")) {
      described.check(method, path, answer);
    }
    return answer;
  }

  /** An answer with its JSON. */
  record Answer(HttpResponse<String> http) {
    int status() {
      return http.statusCode();
    }

    JsonNode json() {
      return Json.parse(http.body());
    }

    ObjectNode object() {
      return (ObjectNode) json();
    }

    String message() {
      return json().path("message").asText();
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse(null);
    }
  }

  @Override
  public void close() {
    health.close();
    main.stop();
    delivery.close();
    database.close();
  }
}
