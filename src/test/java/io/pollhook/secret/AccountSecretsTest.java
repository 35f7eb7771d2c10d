package io.pollhook.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountSecretsTest {
  @TempDir Path directory;

  @Test
  void secretsAreGeneratedOnceAndStored() throws IOException {
    AccountSecrets first = AccountSecrets.load(settings(Map.of()));

    List<String> all =
        List.of(first.user().get(0), first.organization().get(0), first.encryptionKey());
    assertThat(all).doesNotHaveDuplicates().allMatch(secret -> secret.length() > 40);
    assertThat(AccountSecrets.load(settings(Map.of()))).isEqualTo(first);
  }

  @Test
  void escapedCharactersSurviveWhenTheFileIsCompleted() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(
        data.resolve(AccountSecrets.FILE),
        "pollhook.encryption-key=back\\\\slash \\u00e9 = # key\n");

    assertThat(AccountSecrets.load(settings(Map.of())).encryptionKey())
        .isEqualTo("back\\slash é = # key");
    assertThat(AccountSecrets.load(settings(Map.of())).encryptionKey())
        .isEqualTo("back\\slash é = # key");
  }

  @Test
  void fileIsReadableByTheOwnerOnly() throws IOException {
    AccountSecrets.load(settings(Map.of()));

    Path file = directory.resolve("data").resolve(AccountSecrets.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void configuredSecretsAreUsed() {
    AccountSecrets secrets = AccountSecrets.load(settings(TestSecrets.PROPERTIES));

    assertThat(secrets).isEqualTo(TestSecrets.ACCOUNT);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void missingSecretsAreGeneratedIfOnlySomeAreConfigured() {
    Settings given = settings(Map.of("pollhook.user-secret", TestSecrets.USER));
    AccountSecrets secrets = AccountSecrets.load(given);

    assertThat(secrets.user()).containsExactly(TestSecrets.USER);
    assertThat(AccountSecrets.load(given)).isEqualTo(secrets);
  }

  @Test
  void unwritableFileFailsTheStart() throws IOException {
    Files.createFile(directory.resolve("data"));

    assertThatThrownBy(() -> AccountSecrets.load(settings(Map.of())))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("secrets.properties");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fifteen-letters",
        "a secret with blanks in it",
        "sécret-with-an-accent",
        "one-good-secret-of-the-two,short",
        "one-good-secret-of-the-two,",
        "the-first-of-three-secrets,the-second-of-three-secrets,the-third-of-three-secrets"
      })
  void unusableSecretFailsTheStart(String secret) {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    given.put("pollhook.organization-secret", secret);

    assertThatThrownBy(() -> AccountSecrets.load(settings(given)))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContainingAll("pollhook.organization-secret", "at least 16", "comma")
        .hasMessageNotContaining(secret);
  }

  @Test
  void twoSecretsAreAcceptedDuringRotation() {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    given.put("pollhook.user-secret", "the-new-user-secret , the-old-user-secret");

    assertThat(AccountSecrets.load(settings(given)).user())
        .containsExactly("the-new-user-secret", "the-old-user-secret");
  }

  @Test
  void stringFormHasNoSecrets() {
    assertThat(TestSecrets.ACCOUNT.toString())
        .doesNotContain(TestSecrets.PROPERTIES.values().toArray(String[]::new));
  }

  private Settings settings(Map<String, String> given) {
    Map<String, String> values = new HashMap<>(given);
    values.put("pollhook.data-dir", directory.resolve("data").toString());
    return new Settings(values);
  }
}
