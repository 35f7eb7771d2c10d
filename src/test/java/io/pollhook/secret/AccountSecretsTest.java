package io.pollhook.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.config.ConfigurationError;
import io.pollhook.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountSecretsTest {
  @TempDir Path directory;

  @Test
  void areGeneratedOnceAndKept() throws IOException {
    AccountSecrets first = AccountSecrets.load(settings(Map.of()));

    assertThat(first.user()).hasSizeGreaterThan(40);
    assertThat(first.organization()).hasSizeGreaterThan(40).isNotEqualTo(first.user());
    assertThat(first.encryptionKey()).hasSizeGreaterThan(40).isNotEqualTo(first.user());
    assertThat(AccountSecrets.load(settings(Map.of()))).isEqualTo(first);
  }

  @Test
  void areReadableByTheOwnerAlone() throws IOException {
    AccountSecrets.load(settings(Map.of()));

    Path file = directory.resolve("data").resolve(AccountSecrets.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void areThoseThatAreGiven() {
    AccountSecrets secrets =
        AccountSecrets.load(
            settings(
                Map.of(
                    "pollhook.user-secret", "u",
                    "pollhook.organization-secret", "o",
                    "pollhook.encryption-key", "e")));

    assertThat(secrets).isEqualTo(new AccountSecrets("u", "o", "e"));
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void areGeneratedWhereOnlySomeAreGiven() {
    AccountSecrets secrets = AccountSecrets.load(settings(Map.of("pollhook.user-secret", "u")));

    assertThat(secrets.user()).isEqualTo("u");
    assertThat(AccountSecrets.load(settings(Map.of("pollhook.user-secret", "u"))))
        .isEqualTo(secrets);
  }

  @Test
  void failTheStartWhereTheyCannotBeKept() throws IOException {
    Files.createFile(directory.resolve("data"));

    assertThatThrownBy(() -> AccountSecrets.load(settings(Map.of())))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("secrets.properties");
  }

  @Test
  void areNotSaid() {
    assertThat(new AccountSecrets("u1", "o1", "e1").toString()).doesNotContain("u1", "o1", "e1");
  }

  private Settings settings(Map<String, String> given) {
    Map<String, String> values = new HashMap<>(given);
    values.put("pollhook.data-dir", directory.resolve("data").toString());
    return new Settings(values);
  }
}
