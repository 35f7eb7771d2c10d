package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.ActiveFault;
import io.pollhook.google.Fault;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes share one PostgreSQL. */
class TwoNodesIT {
  private static final int ACCOUNTS = 4;

  /** Much longer than a lease, which lasts half a minute here. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private final List<PolledAccount> accounts = new ArrayList<>();
  private PollhookProcess first;
  private PollhookProcess second;

  @BeforeEach
  void start() throws IOException {
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    properties.putAll(TestSecrets.PROPERTIES);
    properties.put("pollhook.poll.timeout", "2s");
    properties.put("pollhook.callback.timeout", "1s");
    properties.put("pollhook.delivery.retry-schedule", "200ms,1s*200");
    first = PollhookProcess.start(Files.createDirectory(directory.resolve("1")), properties);
    second = PollhookProcess.start(Files.createDirectory(directory.resolve("2")), properties);
    first.awaitReady();
    second.awaitReady();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(
          new PolledAccount(google, "user" + i + "@example.com", 0.3, first.api()::create));
    }
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
    accounts.forEach(PolledAccount::close);
    google.close();
  }

  @Test
  void resumedNodeDoesNotRepeatTheOthersWork() {
    pauseAndResume(first);
    pauseAndResume(second);
    assertThat(first.output()).contains("the claim was lost");
    assertThat(second.output()).contains("the claim was lost");
    System.out.printf(
        "2 pauses: %d events, none lost or doubled; %d notifications came twice under their id%n",
        accounts.stream().mapToInt(PolledAccount::events).sum(),
        accounts.stream().mapToInt(PolledAccount::repeated).sum());
  }

  /** Pauses a node amid calls to the provider, and resumes it when the other has done its work. */
  private void pauseAndResume(PollhookProcess node) {
    ActiveFault hang = google.on("GET *").fail(Fault.hang());
    accounts.forEach(account -> account.workload().change());
    await().atMost(PATIENCE).until(() -> hang.hits() >= 2 * ACCOUNTS);
    node.pause();
    hang.clear();
    accounts.forEach(account -> account.awaitEverythingReported(PATIENCE));
    node.resume();
    node.awaitReady();
    accounts.forEach(account -> account.awaitEverythingReported(PATIENCE));
  }

  @Test
  void tokenIsRefreshedByOneNode() {
    String email = accounts.get(0).account().email();
    int before = google.oauth().refreshes(email);
    google.oauth().expireAccessTokens(email);
    awaitPolls(accounts.get(0), 20);
    accounts.get(0).awaitEverythingReported(PATIENCE);
    assertThat(google.oauth().refreshes(email) - before).as("one per instance").isEqualTo(2);
  }

  private void awaitPolls(PolledAccount account, int more) {
    String email = account.account().email();
    int before = google.requests().count("GET *", email);
    await().atMost(PATIENCE).until(() -> google.requests().count("GET *", email) >= before + more);
  }
}
