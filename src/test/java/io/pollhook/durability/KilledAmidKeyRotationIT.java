package io.pollhook.durability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pollhook.cli.SampleState;
import io.pollhook.process.PackagedJar;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.KeyRotation;
import io.pollhook.secret.Vault;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command {@code rotate-key} is killed at random moments between its first write and its end.
 */
@Tag("endurance")
class KilledAmidKeyRotationIT {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final int KILLS = 8;
  private static final int SECRETS = 4_000;

  @TempDir Path directory;
  private final Random random = new Random(15);
  private Settings settings;

  @Test
  void oldOrNewKeyWorks() throws IOException {
    settings = SampleState.settings(directory.resolve("data"), Map.of());
    fill();
    Process whole = rotation("the first key that is new");
    awaitFirstWrite(whole);
    long began = System.nanoTime();
    assertThat(whole.onExit().join().exitValue()).isZero();
    long nanos = System.nanoTime() - began;

    int replaced = 0;
    String before = workingKey();
    for (int kill = 0; kill < KILLS; kill++) {
      String next = "the new key of kill " + kill;
      Process rotation = rotation(next);
      awaitFirstWrite(rotation);
      LockSupport.parkNanos((long) (nanos * random.nextDouble()));
      rotation.destroyForcibly().onExit().join();
      String works = workingKey();
      assertThat(works).isIn(before, next);
      replaced += works.equals(next) ? 1 : 0;
      before = works;
    }
    System.out.printf(
        "rotate-key killed %d times within %d ms: %d times the new key worked, %d times the old%n",
        KILLS, Duration.ofNanos(nanos).toMillis(), replaced, KILLS - replaced);
  }

  private void fill() {
    try (Database database = Databases.open(settings, CLOCK)) {
      Vault vault = new Vault(AccountSecrets.load(settings, database).encryptionKey());
      vault.check(database);
      database.writing(
          handle -> {
            PreparedBatch rows =
                handle.prepareBatch(
                    "INSERT INTO instances (id, element, document, sealed, token_hash, enabled,"
                        + " created_at) VALUES (?, 'gmail', '{}', ?, ?, 0, 0)");
            for (int id = 1; id <= SECRETS; id++) {
              byte[] secret = ("secret of " + id).getBytes(UTF_8);
              rows.add(id, vault.seal(secret, "instance:" + id), "hash " + id);
            }
            int[] unused = rows.execute();
          });
    }
  }

  private Process rotation(String key) {
    return PackagedJar.start(
        directory,
        List.of("-XX:TieredStopAtLevel=1", "-Dpollhook.data-dir=" + settings.dataDir()),
        Map.of(),
        List.of("rotate-key", "--new-key", key));
  }

  /** Waits until the secrets' file has both keys. */
  private void awaitFirstWrite(Process rotation) {
    Path file = settings.dataDir().resolve(AccountSecrets.FILE);
    await()
        .pollInterval(Duration.ofMillis(1))
        .failFast(() -> assertThat(rotation.isAlive()).as(this::output).isTrue())
        .until(() -> Files.readString(file).contains(".next"));
  }

  private String output() {
    return PackagedJar.output(directory);
  }

  /** The key with which a start finds and opens all secrets. */
  private String workingKey() {
    try (Database database = Databases.open(settings, CLOCK)) {
      KeyRotation.finish(settings, database);
      String key = AccountSecrets.load(settings, database).encryptionKey();
      Vault vault = new Vault(key);
      vault.check(database);
      assertThat(SampleState.opened(database, vault))
          .hasSize(SECRETS)
          .containsEntry("instance:1", "secret of 1");
      return key;
    }
  }
}
