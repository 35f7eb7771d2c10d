package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.google.ActiveFault;
import io.pollhook.google.Fault;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.loopback.TcpProxy;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes share one PostgreSQL. */
@Tag("endurance")
class TwoNodesIT {
  private static final int ACCOUNTS = 4;

  /** Much longer than a lease, which lasts half a minute here. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CUT_OFF =
      "the database does not answer; Pollhook is not ready until it does";

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private final List<PolledAccount> accounts = new ArrayList<>();
  private PollhookProcess first;
  private PollhookProcess second;
  private TcpProxy cable;

  @BeforeEach
  void start() throws IOException {
    Map<String, String> properties = new TreeMap<>(google.properties());
    String database = TestDatabases.postgresqlUrl();
    cable = TcpProxy.to(database);
    properties.put("pollhook.database.url", database);
    properties.putAll(TestSecrets.PROPERTIES);
    properties.put("pollhook.poll.timeout", "2s");
    properties.put("pollhook.callback.timeout", "1s");
    properties.put("pollhook.delivery.retry-schedule", "200ms,1s*200");
    first = PollhookProcess.start(Files.createDirectory(directory.resolve("1")), properties);
    properties.put("pollhook.database.url", cable.url() + "&socketTimeout=5");
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
    cable.close();
    accounts.forEach(PolledAccount::close);
    google.close();
  }

  @Test
  void resumedNodeDoesNotRepeatTheOthersWork() {
    pauseAndResume(first);
    pauseAndResume(second);
    assertThat(first.output()).contains("the claim was lost");
    assertThat(second.output()).contains("the claim was lost");
    report("2 pauses");
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

  @Test
  void nodeThatIsCutOffFromTheDatabaseSaysSoAndRepeatsNothing() throws Exception {
    ActiveFault hang = google.on("GET *").fail(Fault.hang());
    accounts.forEach(account -> account.workload().start());
    await().atMost(PATIENCE).until(() -> hang.hits() >= 2 * ACCOUNTS);
    cable.cut();
    hang.clear();
    await().atMost(SOON).until(() -> second.output().contains(CUT_OFF));
    assertThat(second.health("ready")).isEqualTo(503);
    assertThat(second.health("live")).isEqualTo(200);
    assertThat(second.api().health().at("/checks/database/details/error").asText())
        .startsWith("the database does not a"); // answer, or accept writes
    accounts.forEach(account -> account.workload().close());
    accounts.forEach(account -> account.awaitEverythingReported(PATIENCE)); // by the first

    cable.repair();
    await().atMost(PATIENCE).until(() -> second.health("ready") == 200);
    assertThat(second.output()).contains("the database accepts writes again");
    assertThat(first.terminate()).isIn(0, 143);
    accounts.forEach(account -> account.awaitEverythingReported(PATIENCE)); // by the second
    report("1 node cut off");
  }

  private void report(String what) {
    System.out.printf(
        "%s: %d events, none lost or doubled; %d notifications came twice under their id%n",
        what,
        accounts.stream().mapToInt(PolledAccount::events).sum(),
        accounts.stream().mapToInt(PolledAccount::repeated).sum());
  }

  private void awaitPolls(PolledAccount account, int more) {
    String email = account.account().email();
    int before = google.requests().count("GET *", email);
    await().atMost(PATIENCE).until(() -> google.requests().count("GET *", email) >= before + more);
  }
}
