package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.TestSecrets;
import io.pollhook.secret.Vault;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotateKeyTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String NEW_KEY = "a new key: with \\ and = in it";

  @TempDir private Path directory;
  private final CapturedTerminal terminal = new CapturedTerminal();

  @Test
  void keyInTheSecretsFileIsReplacedAndTheOldOneFailsTheStart() {
    Settings settings = SampleState.settings(directory, Map.of());
    AccountSecrets before;
    try (Database database = Databases.open(settings, CLOCK)) {
      before = AccountSecrets.load(settings);
      SampleState.fill(database, new Vault(before.encryptionKey()));
    }

    assertThat(run(settings, "", NEW_KEY)).isZero();

    assertThat(terminal.out())
        .isEqualTo(
            "4 secrets are encrypted with the new key. It is in secrets.properties: back that file"
                + " up.\n");
    AccountSecrets after = AccountSecrets.load(settings);
    assertThat(after).isEqualTo(new AccountSecrets(before.user(), before.organization(), NEW_KEY));
    try (Database database = Databases.open(settings, CLOCK)) {
      assertOnlyTheNewKeyWorks(database, before.encryptionKey());
    }
  }

  @Test
  void keyOfAPropertyIsReadFromStandardInputAndTheFileStays() {
    Settings settings = SampleState.settings(directory, TestSecrets.PROPERTIES);
    fill(settings);

    assertThat(run(settings, NEW_KEY + "\nnot this\n", "-")).isZero();

    assertThat(terminal.out()).contains("Set pollhook.encryption-key to it");
    assertThat(directory.resolve("secrets.properties")).doesNotExist();
    try (Database database = Databases.open(settings, CLOCK)) {
      assertOnlyTheNewKeyWorks(database, TestSecrets.ACCOUNT.encryptionKey());
    }
  }

  @Test
  void secretsOnPostgresqlAreEncryptedAgain() {
    Settings settings = postgresql();
    fill(settings);
    Awaitility.await().until(() -> run(settings, "", NEW_KEY) == 0);

    try (Database database = Databases.open(settings, CLOCK)) {
      assertOnlyTheNewKeyWorks(database, TestSecrets.ACCOUNT.encryptionKey());
    }
  }

  @Test
  void runningProgramIsAFailure() {
    for (Settings settings :
        List.of(SampleState.settings(directory, TestSecrets.PROPERTIES), postgresql())) {
      terminal.reset();
      try (Database database = Databases.open(settings, CLOCK)) {
        SampleState.fill(database, new Vault(TestSecrets.ACCOUNT.encryptionKey()));

        assertThat(run(settings, "", NEW_KEY)).isEqualTo(1);

        assertThat(terminal.err()).contains(" in use").hasLineCount(1);
        assertThat(SampleState.opened(database, new Vault(TestSecrets.ACCOUNT.encryptionKey())))
            .hasSize(4);
      }
    }
  }

  @Test
  void keyThatIsShortOrHasBlanksAtItsEndsIsAFailure() {
    Settings settings = SampleState.settings(directory, TestSecrets.PROPERTIES);
    fill(settings);

    for (String key :
        List.of("fifteen-letters", " blank-at-its-beginning", "a-key-with-an-é-in-it")) {
      terminal.reset();
      assertThat(run(settings, "", key)).isEqualTo(1);
      assertThat(terminal.err())
          .contains("expected at least 16")
          .doesNotContain(key)
          .hasLineCount(1);
    }
    assertThat(run(settings, "", "-")).isEqualTo(1);
    assertThat(run(settings, "", TestSecrets.ACCOUNT.encryptionKey())).isEqualTo(1);
  }

  @Test
  void wrongOldKeyIsAFailureAndChangesNothing() {
    fill(SampleState.settings(directory, TestSecrets.PROPERTIES));
    Map<String, String> other = new HashMap<>(TestSecrets.PROPERTIES);
    other.put("pollhook.encryption-key", "not the key of this database");

    assertThat(run(SampleState.settings(directory, other), "", NEW_KEY)).isEqualTo(1);

    assertThat(terminal.err()).contains("pollhook.encryption-key is not the one").hasLineCount(1);
  }

  @Test
  void missingDatabaseIsAFailureAndIsNotCreated() {
    assertThat(run(SampleState.settings(directory, Map.of()), "", NEW_KEY)).isEqualTo(1);

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void restoredDatabaseWithoutItsSecretsIsAFailureAndNoKeyIsWritten() throws IOException {
    Settings settings = SampleState.settings(directory, Map.of());
    fill(settings);
    Path secrets = directory.resolve(AccountSecrets.FILE);
    Files.delete(secrets);

    assertThat(run(settings, "", NEW_KEY)).isEqualTo(1);

    assertThat(terminal.err())
        .isEqualTo(
            "rotate-key: the encryption key of this database is neither in pollhook.encryption-key"
                + " nor in %s: put the secrets.properties that belongs to the database there\n"
                    .formatted(secrets.toAbsolutePath()));
    assertThat(secrets).doesNotExist();
  }

  @Test
  void missingKeyIsWrongUsage() {
    Settings settings = SampleState.settings(directory, Map.of());

    assertThat(Commands.run(terminal.reading(""), List.of(command(settings, "")), "rotate-key"))
        .isEqualTo(2);
  }

  private static void assertOnlyTheNewKeyWorks(Database database, String oldKey) {
    Vault vault = new Vault(NEW_KEY);
    vault.check(database);
    assertThat(SampleState.opened(database, vault))
        .containsEntry("instance:1", "secrets of 1")
        .containsEntry("grant:2", "tokens of 2")
        .hasSize(4);
    assertThatThrownBy(() -> new Vault(oldKey).check(database))
        .isInstanceOf(ConfigurationError.class);
  }

  private static void fill(Settings settings) {
    try (Database database = Databases.open(settings, CLOCK)) {
      SampleState.fill(database, new Vault(AccountSecrets.load(settings).encryptionKey()));
    }
  }

  private Settings postgresql() {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    given.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    return SampleState.settings(directory, given);
  }

  private int run(Settings settings, String input, String key) {
    return Commands.run(
        terminal.reading(""), List.of(command(settings, input)), "rotate-key", "--new-key", key);
  }

  private RotateKey command(Settings settings, String input) {
    return new RotateKey(terminal.reading(input), () -> settings, CLOCK);
  }
}
