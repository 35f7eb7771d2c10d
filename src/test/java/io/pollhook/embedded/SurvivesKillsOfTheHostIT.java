package io.pollhook.embedded;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.Mailbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host application whose route consumes {@code pollhook:mail} is killed at work. */
class SurvivesKillsOfTheHostIT {
  private static final String ACCOUNT = "alice@example.com";
  private static final int KILLS = 3;
  private static final int BETWEEN_KILLS = 150;

  @TempDir private Path directory;

  private final List<String> expected = new ArrayList<>();

  @Test
  void nothingIsLostAndRepeatedNotificationsKeepTheirId() throws Exception {
    try (GoogleStandIn google = new GoogleStandIn()) {
      google.addAccount(ACCOUNT);
      Map<String, String> properties = new HashMap<>(google.properties());
      properties.put("pollhook.data-dir", directory.resolve("data").toString());
      properties.put("pollhook.poll.minimum-interval", "100ms");
      String code = google.grantCode(ACCOUNT);
      Mailbox mail = google.account(ACCOUNT).mail();
      HostProcess host = HostProcess.start(directory, code, properties);
      await().atMost(ofSeconds(60)).until(() -> Files.exists(directory.resolve("created")));
      for (int kill = 0; kill < KILLS; kill++) {
        receive(mail);
        int before = expected.size() - BETWEEN_KILLS;
        await().atMost(ofSeconds(60)).until(() -> objects().size() > before + 10);
        host.close();
        receive(mail);
        host = HostProcess.start(directory, code, properties);
      }
      await().atMost(ofSeconds(60)).untilAsserted(() -> assertThat(objects()).isEqualTo(expected));
      host.close();
    }
    assertThat(notificationsOfEachObject()).allSatisfy((object, ids) -> assertThat(ids).hasSize(1));
    System.out.printf(
        "%d kills of the host: %d events, none lost, %d of them twice under their id%n",
        KILLS, expected.size(), HostProcess.events(directory).size() - expected.size());
  }

  private void receive(Mailbox mail) {
    for (int i = 0; i < BETWEEN_KILLS; i++) {
      expected.add(mail.receive("Mail"));
    }
  }

  /** The ids of the messages in the order of their first arrival. */
  private List<String> objects() throws Exception {
    return HostProcess.events(directory).stream()
        .map(line -> line.split("\t", -1)[1])
        .distinct()
        .toList();
  }

  private Map<String, List<String>> notificationsOfEachObject() throws Exception {
    return HostProcess.events(directory).stream()
        .map(line -> line.split("\t", -1))
        .distinct()
        .collect(
            Collectors.groupingBy(
                pair -> pair[1],
                Collectors.collectingAndThen(
                    Collectors.mapping(pair -> pair[0], Collectors.toSet()), List::copyOf)));
  }
}
