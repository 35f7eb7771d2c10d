package io.pollhook.process;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.Mailbox;
import io.pollhook.store.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** examples/kafka works with the packaged program, jars in lib/ and a real broker. */
@Tag("endurance")
class KafkaExampleIT {
  private static final int MESSAGES = 10_000;

  @TempDir private Path directory;

  @Test
  void everyChangeIsOnTheTopicInOrderDespiteAKill() throws Exception {
    Path program = programWithKafka();
    try (GoogleStandIn google = new GoogleStandIn();
        KafkaBroker broker = new KafkaBroker(Files.createDirectory(directory.resolve("broker")))) {
      Map<String, String> properties = new HashMap<>(google.properties());
      Files.writeString(
          program.resolve("application.properties"),
          "kafka.topic = changes\nkafka.brokers = " + broker.address() + "\n");
      google.addAccount("alice@example.com");
      Mailbox mail = google.account("alice@example.com").mail();
      List<String> expected = new ArrayList<>();
      PollhookProcess pollhook = PollhookProcess.start(program, properties).awaitReady();
      try {
        pollhook.api().create(body(google));
        for (int i = 0; i < MESSAGES; i++) {
          expected.add(mail.receive("Mail " + i));
          if (i == MESSAGES / 2) {
            pollhook.kill();
            pollhook = pollhook.startAgain().awaitReady();
          }
        }
        await()
            .atMost(ofMinutes(4))
            .untilAsserted(() -> assertThat(keys(broker)).isEqualTo(expected));
      } finally {
        pollhook.close();
      }
    }
  }

  private Path programWithKafka() throws Exception {
    Path program = Files.createDirectory(directory.resolve("program"));
    Files.copy(Path.of(System.getProperty("packaged.jar")), program.resolve("pollhook.jar"));
    Maven.copyDependencies(
        Path.of("examples/kafka/pom.xml"),
        program.resolve("lib"),
        directory.resolve("maven-lib.log"));
    Path routes = Files.createDirectory(program.resolve("routes"));
    Files.copy(Path.of("examples/kafka/kafka.camel.yaml"), routes.resolve("kafka.camel.yaml"));
    return program;
  }

  private static ObjectNode body(GoogleStandIn google) {
    ObjectNode polling = Json.MAPPER.createObjectNode();
    polling.putObject("changed-messages").put("url", "/hubs/general/changed-messages");
    return RunningPollhook.body(
        google, "alice@example.com", "gmail", "pollhook:kafka", 0.3, polling);
  }

  /** The distinct keys; a record repeated after the kill keeps its first position. */
  private static List<String> keys(KafkaBroker broker) throws Exception {
    return broker.records("changes").stream()
        .map(record -> record.split("\t", 2)[0])
        .distinct()
        .toList();
  }
}
