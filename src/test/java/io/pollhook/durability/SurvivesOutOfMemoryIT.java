package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.process.PollhookProcess;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider whose pages take more memory than there is, and accounts of others meanwhile. */
class SurvivesOutOfMemoryIT {
  private static final int HUGE_ACCOUNTS = 4;
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Each takes twenty times as much memory once it is read. */
  private static final byte[] NOTHINGS = "[],".repeat(10_000).getBytes(StandardCharsets.US_ASCII);

  private static final int PAGE_BYTES = 60 << 20;

  private static final String ELEMENT =
      """
      key: huge
      baseUrl: %s
      authentication: {type: api-key, header: X-Key, value: "${api.key}"}
      items: list
      resources:
        - path: /things
      """;

  @TempDir Path directory;
  private final AtomicInteger served = new AtomicInteger();
  private volatile boolean isHuge = true;

  @Test
  void otherAccountsAreReportedSoonAndTheProcessRecovers() throws Exception {
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver receiver = new CallbackReceiver();
        LoopbackServer provider = new LoopbackServer(0, Clock.systemUTC(), this::answer);
        PollhookProcess pollhook = start(google, provider);
        PolledAccount account =
            new PolledAccount(google, "alice@example.com", 0.3, pollhook.api()::create)) {
      account.awaitTold(PATIENCE);
      for (int i = 0; i < HUGE_ACCOUNTS; i++) {
        pollhook.api().create(huge(receiver));
      }
      await().atMost(PATIENCE).until(() -> pollhook.output().contains("OutOfMemoryError"));

      Duration slowest = Duration.ZERO;
      for (int i = 0; i < 20; i++) {
        slowest = max(slowest, timeToTell(account));
      }
      int status = pollhook.health("live");
      System.out.printf(
          "with %d huge pages under -Xmx256m: slowest event after %d ms, RSS %d MiB%n",
          served.get(), slowest.toMillis(), pollhook.residentMebibytes());
      assertThat(slowest).isLessThan(SOON);
      assertThat(status).isEqualTo(200);

      isHuge = false;
      account.awaitEverythingTold(PATIENCE);
      await().atMost(PATIENCE).until(() -> pollhook.health("ready") == 200);
    }
  }

  private PollhookProcess start(GoogleStandIn google, LoopbackServer provider) throws IOException {
    Path elements = Files.createDirectory(directory.resolve("elements"));
    Files.writeString(elements.resolve("huge.yaml"), ELEMENT.formatted(provider.uri()));
    Map<String, String> properties = new TreeMap<>(google.properties());
    return PollhookProcess.start(directory, properties, List.of("-Xmx256m"), Map.of()).awaitReady();
  }

  private static Duration timeToTell(PolledAccount account) {
    long changed = System.nanoTime();
    account.workload().change();
    account.awaitTold(PATIENCE);
    return Duration.ofNanos(System.nanoTime() - changed);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static ObjectNode huge(CallbackReceiver receiver) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("element").put("key", "huge");
    body.put("name", "huge");
    ObjectNode configuration = body.putObject("configuration");
    configuration.put("event.notification.enabled", true);
    configuration.put("event.notification.callback.url", receiver.url().toString());
    configuration.put("api.key", "any");
    configuration.put("event.poller.refresh_interval", "0.01");
    configuration
        .putObject("event.poller.configuration")
        .putObject("things")
        .put("url", "/hubs/general/things")
        .put("idField", "id");
    return body;
  }

  private Reply answer(Request request) {
    if (!isHuge) {
      return Response.json(200, "{\"list\":[]}");
    }
    served.incrementAndGet();
    return exchange -> {
      try (OutputStream out = exchange.begin(200, Map.of("Content-Type", "application/json"))) {
        out.write("{\"list\":[{\"id\":1,\"nothings\":[".getBytes(StandardCharsets.US_ASCII));
        for (int sent = 0; sent < PAGE_BYTES; sent += NOTHINGS.length) {
          out.write(NOTHINGS);
        }
        out.write("[]]}]}".getBytes(StandardCharsets.US_ASCII));
      }
    };
  }
}
