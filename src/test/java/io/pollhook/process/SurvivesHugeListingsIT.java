package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts with 515,000 objects each do not disturb others, in 256 MB of heap. */
@Tag("endurance")
class SurvivesHugeListingsIT {
  private static final int OBJECTS = 515_000;
  private static final int PER_PAGE = 1_000;
  private static final int OBSERVED_PAGES = OBJECTS / PER_PAGE + 1;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String ELEMENT =
      """
      key: huge
      baseUrl: %s
      items: objects
      paging: {style: token, parameter: page, field: next}
      resources:
        - path: /snapshot
        - path: /dated
      """;

  /** Lists objects; each page takes some milliseconds. */
  private static final class Provider {
    final AtomicInteger hugePages = new AtomicInteger();
    final String today = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

    Response answer(Request request) {
      ObjectNode body = Json.MAPPER.createObjectNode();
      ArrayNode objects = body.putArray("objects");
      hugePages.incrementAndGet();
      List<String> page = request.parameters().getOrDefault("page", List.of("0"));
      int from = Integer.parseInt(page.get(0));
      for (int id = from; id < from + PER_PAGE; id++) {
        objects.add(object("a-rather-long-identifier-" + id, today));
      }
      int next = from + PER_PAGE;
      body.put("next", next < OBJECTS ? String.valueOf(next) : null);
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
    Path elements = directory.resolve("elements");
    try (Neighbour neighbour = new Neighbour(elements);
        LoopbackServer server = new LoopbackServer(0, Clock.systemUTC(), provider::answer)) {
      Files.writeString(elements.resolve("huge.yaml"), ELEMENT.formatted(server.uri()));
      try (PollhookProcess pollhook =
          PollhookProcess.startWith(List.of("-Xmx256m"), directory, Map.of()).awaitReady()) {
        neighbour.moveIn(pollhook);
        Thread snapshot = creates(pollhook, neighbour, "snapshot", false);
        Thread dated = creates(pollhook, neighbour, "dated", true);

        long mostMemory = 0;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (provider.hugePages.get() < OBSERVED_PAGES && System.nanoTime() < end) {
          neighbour.changes();
          mostMemory = Math.max(mostMemory, pollhook.residentMebibytes());
          Thread.sleep(200);
        }
        int pages = provider.hugePages.get();

        long signalled = System.nanoTime();
        assertThat(pollhook.terminate()).isIn(0, 143);
        Duration stop = Duration.ofNanos(System.nanoTime() - signalled);
        System.out.printf(
            "%s; %,d objects read meanwhile; RSS at most %d MiB; ended %d ms after SIGTERM%n",
            neighbour.experience(), pages * PER_PAGE, mostMemory, stop.toMillis());
        assertThat(stop).as(pollhook.output()).isLessThan(Duration.ofSeconds(15));
        assertThat(pollhook.output()).doesNotContain("OutOfMemoryError");
        assertThat(pages).as("the huge listings are read").isGreaterThanOrEqualTo(OBSERVED_PAGES);
        snapshot.join();
        dated.join();
      }
    }
  }

  /** Creates an instance, which waits for its first look, up to half a minute. */
  private static Thread creates(
      PollhookProcess pollhook, Neighbour neighbour, String resource, boolean hasDates) {
    ObjectNode body = Neighbour.body(neighbour.receiver(), "huge", resource, hasDates);
    Thread thread = new Thread(() -> pollhook.api().create(body));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
