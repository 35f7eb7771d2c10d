package io.pollhook.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsCheckTest {
  private static final String OLD = "the-old-secret-of-all-nodes";
  private static final String NEW = "the-new-secret-of-all-nodes";

  private final Database database = TestDatabases.open(Dialect.POSTGRESQL, Clock.systemUTC());

  @AfterAll
  void close() {
    database.close();
  }

  @BeforeEach
  void startFirstNodeWithTheOldSecret() {
    database.writing(handle -> handle.execute("DELETE FROM properties"));
    start(OLD);
  }

  private void start(String... organization) {
    SecretsCheck.check(database, secrets(organization));
  }

  private static AccountSecrets secrets(String... organization) {
    return new AccountSecrets(List.of(TestSecrets.USER), Arrays.asList(organization), "key");
  }

  private void assertFails(String... organization) {
    assertThatThrownBy(() -> start(organization))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("pollhook.organization-secret")
        .hasMessageNotContainingAny(OLD, NEW);
  }

  @Test
  void nodeWithTheSameSecretsStarts() {
    start(OLD);
  }

  @Test
  void nodeWithAnotherSecretFails() {
    assertFails(NEW);
  }

  @Test
  void secretIsRotatedInTwoSteps() {
    start(NEW, OLD);
    start(OLD);
    start(NEW, OLD);
    start(NEW, OLD);
    start(NEW);
    start(NEW, OLD);
    start(NEW);

    assertFails(OLD);
  }

  @Test
  void secretsCannotBeReadFromTheDatabase() {
    List<String> stored =
        database.read(
            handle -> handle.select("SELECT value FROM properties").mapTo(String.class).list());

    assertThat(stored).hasSize(2).noneMatch(value -> value.contains(OLD));
  }

  @Test
  void secretsMayChangeWithAnEmbeddedDatabase() {
    try (Database embedded = TestDatabases.open(Dialect.SQLITE, Clock.systemUTC())) {
      SecretsCheck.check(embedded, secrets(OLD));
      SecretsCheck.check(embedded, secrets(NEW));
    }
  }
}
