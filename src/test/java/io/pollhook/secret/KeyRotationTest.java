package io.pollhook.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pollhook.cli.SampleState;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key rotation is killed between two of its steps. */
class KeyRotationTest {
  private static final String NEW_KEY = "the-new-key-of-the-tests";

  @TempDir private Path directory;
  private Settings settings;
  private Database database;
  private AccountSecrets before;

  @BeforeEach
  void openADatabaseWithSecrets() {
    settings = SampleState.settings(directory, Map.of());
    database = Databases.open(settings, Clock.systemUTC());
    before = AccountSecrets.load(settings);
    SampleState.fill(database, new Vault(before.encryptionKey()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void oldKeyWorksIfKilledBeforeTheDatabaseChanged() throws IOException {
    new KeyRotation(settings, database, NEW_KEY).announce();

    assertThat(keyAfterTheNextStart()).isEqualTo(before.encryptionKey());
  }

  @Test
  void oldKeyWorksIfKilledWhileTheDatabaseChanges() throws IOException {
    KeyRotation rotation = new KeyRotation(settings, database, NEW_KEY);
    rotation.announce();
    database.writing(
        handle ->
            handle.execute(
                "CREATE TRIGGER failing BEFORE UPDATE ON grants WHEN NEW.instance_id = 2"
                    + " BEGIN SELECT RAISE(ABORT, 'killed'); END"));
    assertThat(catchThrowable(rotation::seal)).isNotNull();

    assertThat(keyAfterTheNextStart()).isEqualTo(before.encryptionKey());
  }

  @Test
  void newKeyWorksIfKilledAfterTheDatabaseChanged() throws IOException {
    KeyRotation rotation = new KeyRotation(settings, database, NEW_KEY);
    rotation.announce();
    rotation.seal();

    assertThat(keyAfterTheNextStart()).isEqualTo(NEW_KEY);
  }

  @Test
  void rotationAfterAKilledOneStartsFromTheWorkingKey() throws IOException {
    KeyRotation rotation = new KeyRotation(settings, database, NEW_KEY);
    rotation.announce();
    rotation.seal();

    new KeyRotation(settings, database, "the-key-after-the-new-one").run();

    assertThat(keyAfterTheNextStart()).isEqualTo("the-key-after-the-new-one");
  }

  @Test
  void startWithoutARotationDoesNotChangeTheFile() throws IOException {
    Path file = directory.resolve(AccountSecrets.FILE);
    String own = Files.readString(file) + "# a comment of the owner\n";
    Files.writeString(file, own);

    KeyRotation.finish(settings, database);

    assertThat(file).hasContent(own);
  }

  @Test
  void everyColumnWithEncryptedValuesIsKnown() {
    try (Database postgresql = TestDatabases.open(Dialect.POSTGRESQL, Clock.systemUTC())) {
      List<String> tables =
          postgresql.read(
              handle ->
                  handle
                      .select(
                          "SELECT table_name FROM information_schema.columns WHERE column_name ="
                              + " 'sealed' AND table_schema = current_schema()")
                      .mapTo(String.class)
                      .list());
      assertThat(SealedValues.tables()).containsExactlyInAnyOrderElementsOf(tables);
    }
  }

  /** Returns the key after the next start; it opens every value, and the file has only one key. */
  private String keyAfterTheNextStart() throws IOException {
    KeyRotation.finish(settings, database);
    AccountSecrets after = AccountSecrets.load(settings);
    Vault vault = new Vault(after.encryptionKey());
    vault.check(database);
    assertThat(SampleState.opened(database, vault)).hasSize(4);
    assertThat(after.user()).isEqualTo(before.user());
    assertThat(Files.readString(directory.resolve(AccountSecrets.FILE)))
        .doesNotContain(KeyRotation.NEXT);
    return after.encryptionKey();
  }
}
