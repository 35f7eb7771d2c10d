package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two releases on one PostgreSQL; the later one is this release with one more migration. */
@Tag("endurance")
class UpgradesNodeByNodeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String MIGRATION = "V9000__later_release.sql";

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private final Map<String, String> properties = new TreeMap<>(google.properties());
  private PollhookProcess old;
  private PollhookProcess later;
  private PolledAccount account;

  @BeforeEach
  void start() throws IOException {
    properties.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    properties.putAll(TestSecrets.PROPERTIES);
    // short leases: a node that is paused amid a poll keeps its claim until its lease ends
    properties.put("pollhook.poll.timeout", "3s");
    properties.put("pollhook.callback.timeout", "3s");
    old = node("old");
    account = new PolledAccount(google, "user@example.com", 0.3, old.api()::create);
    laterRelease(Files.createDirectory(directory.resolve("later")));
  }

  private PollhookProcess node(String name) throws IOException {
    Path itsOwn = Files.createDirectories(directory.resolve(name));
    return PollhookProcess.startLightly(itsOwn, properties).awaitReady();
  }

  private static void laterRelease(Path node) throws IOException {
    Path jar = node.resolve("pollhook.jar");
    Files.copy(Path.of(System.getProperty("packaged.jar", "target/pollhook.jar")), jar);
    try (FileSystem program =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Files.copy(
          Path.of("src/test/resources/later-release", MIGRATION),
          program.getPath("io/pollhook/db/migration", MIGRATION));
    }
  }

  @AfterEach
  void stop() {
    old.close();
    if (later != null) {
      later.close();
    }
    account.close();
    google.close();
  }

  @Test
  void oldReleaseWorksUntilItIsReplacedAndThenRefusesToStart() throws IOException {
    account.workload().change();
    later = node("later");
    account.awaitEverythingReported(PATIENCE); // both poll and deliver

    later.pause();
    account.awaitEverythingReported(PATIENCE); // only the old one
    later.resume();

    assertThat(old.terminate()).isIn(0, 143);
    account.awaitEverythingReported(PATIENCE);
    PollhookProcess again = old.startAgain();
    assertThat(again.awaitEnd()).isEqualTo(1);
    assertThat(again.output().lines())
        .last()
        .asString()
        .startsWith("Pollhook cannot start: a newer release of Pollhook has changed the database")
        .contains("version 9000");
  }
}
