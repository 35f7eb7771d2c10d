package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.secret.TestSecrets;
import io.pollhook.server.RawClient;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With 256 MB of heap, large requests and pages neither delay another account's changes beyond ten
 * seconds nor require a restart.
 */
@Tag("endurance")
class KeepsWithinItsHeapIT {
  private static final int MEGABYTE = 1_000_000;
  private static final int CONNECTIONS = 220;
  private static final int INSTANCES = 120;
  private static final int CLIENTS = 8;

  private static final String ELEMENT =
      """
      key: heavy
      baseUrl: %s
      items: objects
      authentication: {type: none}
      resources:
        - {path: /page12}
        - {path: /page60}
        - {path: /empty}
        - {path: /links, paging: {style: link}}
      """;

  /** A date that a pattern with many optional letters could match in very many ways. */
  private static final String DIGITS = "1".repeat(60) + "x";

  @TempDir static Path directory;
  private static final Map<String, byte[]> PAGES = new ConcurrentHashMap<>();
  private static LoopbackServer provider;
  private static Neighbour neighbour;
  private static PollhookProcess pollhook;

  @BeforeAll
  static void start() throws IOException {
    Path elements = directory.resolve("elements");
    neighbour = new Neighbour(elements);
    provider = new LoopbackServer(0, Clock.systemUTC(), KeepsWithinItsHeapIT::answer);
    Files.writeString(elements.resolve("heavy.yaml"), ELEMENT.formatted(provider.uri()));
    pollhook =
        PollhookProcess.startWith(List.of("-Xmx256m"), directory, TestSecrets.PROPERTIES)
            .awaitReady();
    neighbour.moveIn(pollhook);
  }

  @AfterAll
  static void stop() {
    pollhook.close();
    neighbour.close();
    provider.close();
  }

  @AfterEach
  void checkTheNeighbour() throws Exception {
    neighbour.changes();
    assertThat(pollhook.health("ready")).isEqualTo(200);
    System.out.printf("%s; RSS %d MiB%n", neighbour.experience(), pollhook.residentMebibytes());
    List<Long> others = others();
    while (!others.isEmpty()) { // lists are bounded, too
      others.forEach(id -> pollhook.api().call("DELETE", "/instances/" + id, null));
      others = others();
    }
  }

  private static List<Long> others() {
    List<Long> others = new ArrayList<>();
    for (JsonNode instance : instances()) {
      if (instance.at("/element/key").asText().equals("heavy")) {
        others.add(instance.path("id").asLong());
      }
    }
    return others;
  }

  private static JsonNode instances() {
    return Json.parse(pollhook.api().call("GET", "/instances?pageSize=2000", null).body());
  }

  private static Response answer(Request request) {
    if (request.path().endsWith("links")) {
      return Response.json(200, "{\"objects\":[{\"id\":1,\"updated\":\"%s\"}]}".formatted(DIGITS))
          .with("Link", "<".repeat(7_000));
    }
    String name = request.path().replaceAll("\\D", "");
    int megabytes = name.isEmpty() ? 0 : Integer.parseInt(name);
    byte[] page = PAGES.computeIfAbsent(name, any -> page(megabytes));
    return Response.json(200, "").withBody(page);
  }

  /** A page of objects of one kilobyte each. */
  private static byte[] page(int megabytes) {
    StringBuilder page = new StringBuilder("{\"objects\":[{\"id\":-1}");
    String text = "x".repeat(960);
    for (int id = 0; id < megabytes * 1000; id++) {
      page.append(",{\"id\":").append(id).append(",\"text\":\"").append(text).append("\"}");
    }
    return page.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void unfinishedBodiesTakeABoundedPartOfTheHeap() throws Exception {
    String request =
        "POST /elements/api-v2/instances HTTP/1.1\nHost: x\nContent-Length: 1000000\n%s\n"
            .formatted(
                "Authorization: User %s, Organization %s\n"
                    .formatted(TestSecrets.USER, TestSecrets.ORGANIZATION));
    byte[] body = "x".repeat(MEGABYTE - 1).getBytes(StandardCharsets.UTF_8);
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      RawClient client = new RawClient(pollhook.server().getPort());
      clients.add(client);
      sendUnlessRefused(client, request, body);
    }
    neighbour.changes();
    for (RawClient client : clients) {
      client.close();
    }
  }

  private static void sendUnlessRefused(RawClient client, String request, byte[] body) {
    try {
      client.send(request).send(body);
    } catch (IOException refused) {
      assertThat(refused)
          .as("there is no room for the body")
          .hasMessageMatching("Broken.*|.*reset.*");
    }
  }

  @Test
  void manyLargeInstancesAreListedInBoundedResponses() throws InterruptedException {
    ObjectNode body = Neighbour.body(neighbour.receiver(), "heavy", "empty", false);
    ObjectNode configuration = body.withObject("configuration");
    configuration.remove("event.poller.configuration");
    for (int key = 0; key < 15; key++) {
      configuration.put("own.key." + key, "x".repeat(64_000));
    }
    for (int i = 0; i < INSTANCES; i++) {
      pollhook.api().create(body.put("name", "large " + i));
    }
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> pollhook.api().call("GET", "/instances?pageSize=2000", null)));
    }
    neighbour.changes();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.join().statusCode()).isIn(200, 503);
    }
    assertThat(instances()).isNotEmpty();
  }

  @Test
  void largePagesOfSeveralAccountsTakeTurns() throws InterruptedException {
    List<CompletableFuture<JsonNode>> created = new ArrayList<>();
    for (String resource : List.of("page12", "page12", "page12", "page12", "page60", "page60")) {
      ObjectNode body = Neighbour.body(neighbour.receiver(), "heavy", resource, false);
      created.add(CompletableFuture.supplyAsync(() -> pollhook.api().create(body)));
    }
    for (int change = 0; change < 10; change++) {
      neighbour.changes();
    }
    created.forEach(CompletableFuture::join);
  }

  @Test
  void textsThatWouldPinACoreAreReadInLinearTime() throws Exception {
    ObjectNode body = Neighbour.body(neighbour.receiver(), "heavy", "links", true);
    ObjectNode dates =
        (ObjectNode) body.at("/configuration/event.poller.configuration/links/datesConfiguration");
    dates.put("updatedDateFormat", "yMdHms".repeat(5));
    int status = pollhook.api().call("POST", "/instances", body).statusCode();
    assertThat(status).isIn(200, 400);
    pollhook.api().create(Neighbour.body(neighbour.receiver(), "heavy", "links", false));
    Duration before = pollhook.cpuTime();
    for (int change = 0; change < 10; change++) {
      neighbour.changes();
    }
    System.out.printf(
        "POST %d; %d ms of CPU while ten changes were reported%n",
        status, pollhook.cpuTime().minus(before).toMillis());
  }
}
