package io.pollhook.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.process.PollhookProcess;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed while it delivers, parks and redelivers: each notification keeps its id and
 * body, none is lost, and the recorded attempts are those that the callback received.
 */
@Tag("endurance")
class KilledAmidDeliveriesIT {
  private static final int NOTIFICATIONS = 24;
  private static final int KILLS = 3;

  @TempDir Path directory;
  private final Random random = new Random(24);
  private final Map<String, Arrivals> arrived = new LinkedHashMap<>();
  private PollhookProcess pollhook;
  private String instance;

  /** The requests that the callback received for one notification, and its answer. */
  private static final class Arrivals {
    private final int status;
    private final List<String> bodies = new ArrayList<>();

    private Arrivals(int status) {
      this.status = status;
    }
  }

  /** Refuses every third notification forever. */
  private synchronized Reply receive(Request request) {
    String id = request.header("elements-webhook-id").orElseThrow();
    int status = arrived.size() % 3 == 2 ? 422 : 200;
    Arrivals same = arrived.computeIfAbsent(id, first -> new Arrivals(status));
    same.bodies.add(new String(request.body(), UTF_8));
    return Response.of(same.status);
  }

  @Test
  void idsBodiesAndAttemptsSurviveKills() {
    try (GoogleStandIn google = new GoogleStandIn();
        LoopbackServer callback = new LoopbackServer(0, Clock.systemUTC(), this::receive)) {
      pollhook = PollhookProcess.startLightly(directory, properties(google)).awaitReady();
      instance = create(google, callback);
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < NOTIFICATIONS; i++) {
        sent.add(call("POST", "/test-notification", null).path("id").asText());
      }
      killedAtRandom();
      awaitSettled();
      assertThat(arrived.keySet()).as("first arrivals, in order").containsExactlyElementsOf(sent);
      for (int kill = 0; kill < KILLS; kill++) {
        call("POST", "/redeliver", Json.MAPPER.createObjectNode());
        killedAtRandom();
        awaitSettled();
      }
      sent.forEach(this::check);
    } finally {
      pollhook.close();
    }
  }

  private void check(String id) {
    Arrivals arrivals = arrived.get(id);
    assertThat(arrivals.bodies).as(id).hasSizeGreaterThan(KILLS).containsOnly(first(arrivals));
    assertThat(call("GET", "/events/" + id, null).path("status").asText())
        .isEqualTo(arrivals.status == 200 ? "NOTIFIED" : "FAILED");
    JsonNode attempts = call("GET", "/events/" + id + "/attempts", null);
    assertThat(attempts.size()).as("%s", attempts).isBetween(1, arrivals.bodies.size());
    attempts.forEach(
        attempt ->
            assertThat(attempt.path("statusCode").intValue())
                .as("%s", attempt)
                .isEqualTo(arrivals.status));
  }

  private static String first(Arrivals arrivals) {
    return arrivals.bodies.get(0);
  }

  private void killedAtRandom() {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(400)).toNanos());
    pollhook.kill();
    pollhook = pollhook.startAgain().awaitReady();
  }

  private void awaitSettled() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> call("GET", "/events?status=NEW", null).isEmpty());
  }

  private JsonNode call(String method, String path, JsonNode body) {
    var answer = pollhook.api().call(method, "/instances/" + instance + path, body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
    return Json.parse(answer.body());
  }

  private String create(GoogleStandIn google, LoopbackServer callback) {
    google.addAccount("user@example.com");
    ObjectNode body =
        RunningPollhook.body(
            google, "user@example.com", "gmail", callback.uri() + "/callback", 600, Seeds.MAIL);
    body.withObject("configuration").put("event.notification.failure.policy", "park");
    return pollhook.api().create(body).path("id").asText();
  }

  private static Map<String, String> properties(GoogleStandIn google) {
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.delivery.retry-schedule", "20ms*2");
    return properties;
  }
}
