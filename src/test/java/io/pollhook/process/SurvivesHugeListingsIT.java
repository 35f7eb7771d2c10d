package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts with 515,000 objects each disturb no other one, in 256 MB of heap. */
class SurvivesHugeListingsIT {
  private static final int OBJECTS = 515_000;
  private static final int PER_PAGE = 1_000;
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Duration OBSERVED = Duration.ofSeconds(60);

  private static final String ELEMENT =
      """
      key: huge
      baseUrl: %s
      items: objects
      paging: {style: token, parameter: page, field: next}
      resources:
        - path: /snapshot
        - path: /dated
        - path: /small
      """;

  /** Lists objects of which each page takes the provider some milliseconds. */
  private static final class Provider {
    final List<ObjectNode> small = new CopyOnWriteArrayList<>();
    final AtomicInteger hugePages = new AtomicInteger();
    final String today = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

    Response answer(Request request) {
      ObjectNode body = Json.MAPPER.createObjectNode();
      ArrayNode objects = body.putArray("objects");
      if (request.path().endsWith("small")) {
        objects.addAll(small);
      } else {
        hugePages.incrementAndGet();
        List<String> page = request.parameters().getOrDefault("page", List.of("0"));
        int from = Integer.parseInt(page.get(0));
        for (int id = from; id < from + PER_PAGE; id++) {
          objects.add(object("a-rather-long-identifier-" + id, today));
        }
        int next = from + PER_PAGE;
        body.put("next", next < OBJECTS ? String.valueOf(next) : null);
      }
      return Response.json(200, body);
    }

    static ObjectNode object(String id, String date) {
      return Json.MAPPER
          .createObjectNode()
          .put("id", id)
          .put("created", date)
          .put("updated", date)
          .put("text", "x".repeat(200));
    }
  }

  @TempDir Path directory;

  @Test
  void othersAreReportedInTimeAndSigtermEndsIt() throws Exception {
    Provider provider = new Provider();
    try (LoopbackServer server = new LoopbackServer(0, Clock.systemUTC(), provider::answer);
        CallbackReceiver receiver = new CallbackReceiver()) {
      Path elements = Files.createDirectory(directory.resolve("elements"));
      Files.writeString(elements.resolve("huge.yaml"), ELEMENT.formatted(server.uri()));
      try (PollhookProcess pollhook =
          PollhookProcess.startWith(List.of("-Xmx256m"), directory, Map.of()).awaitReady()) {
        pollhook.api().create(body(receiver, "small", true));
        Thread snapshot = creates(pollhook, body(receiver, "snapshot", false));
        Thread dated = creates(pollhook, body(receiver, "dated", true));

        long slowest = 0;
        long mostMemory = 0;
        int id = 0;
        long end = System.nanoTime() + OBSERVED.toNanos();
        while (System.nanoTime() < end) {
          String name = "small-" + id++;
          provider.small.add(Provider.object(name, Instant.now().toString()));
          long written = System.nanoTime();
          receiver.awaitEvents(
              WITHIN, events -> events.stream().anyMatch(event -> event.objectId().equals(name)));
          slowest = Math.max(slowest, System.nanoTime() - written);
          mostMemory = Math.max(mostMemory, pollhook.residentMebibytes());
          Thread.sleep(200);
        }
        int pages = provider.hugePages.get();

        long told = System.nanoTime();
        assertThat(pollhook.terminate()).isIn(0, 143);
        Duration stop = Duration.ofNanos(System.nanoTime() - told);
        System.out.printf(
            "%d events of another account, the slowest after %d ms; %,d objects read meanwhile;"
                + " RSS at most %d MiB; ended %d ms after SIGTERM%n",
            id,
            Duration.ofNanos(slowest).toMillis(),
            pages * PER_PAGE,
            mostMemory,
            stop.toMillis());
        assertThat(stop).as(pollhook.output()).isLessThan(Duration.ofSeconds(15));
        assertThat(pollhook.output()).doesNotContain("OutOfMemoryError");
        assertThat(pages).as("the huge listings are read").isGreaterThan(OBJECTS / PER_PAGE);
        snapshot.join();
        dated.join();
      }
    }
  }

  /** Creating an instance waits for its first look, up to half a minute. */
  private static Thread creates(PollhookProcess pollhook, JsonNode body) {
    Thread thread = new Thread(() -> pollhook.api().create(body));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static ObjectNode body(CallbackReceiver receiver, String resource, boolean hasDates) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("element").put("key", "huge");
    body.put("name", resource);
    ObjectNode configuration = body.putObject("configuration");
    configuration.put("event.notification.enabled", true);
    configuration.put("event.notification.callback.url", receiver.url().toString());
    configuration.put("event.poller.refresh_interval", "0.01");
    ObjectNode polling =
        configuration
            .putObject("event.poller.configuration")
            .putObject(resource)
            .put("url", "/hubs/general/" + resource)
            .put("idField", "id");
    if (hasDates) {
      polling
          .putObject("datesConfiguration")
          .put("updatedDateField", "updated")
          .put("updatedDateFormat", "yyyy-MM-dd'T'HH:mm:ss'Z'")
          .put("createdDateField", "created")
          .put("createdDateFormat", "yyyy-MM-dd'T'HH:mm:ss'Z'");
    }
    return body;
  }
}
