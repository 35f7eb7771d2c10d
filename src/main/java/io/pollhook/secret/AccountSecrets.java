package io.pollhook.secret;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's two secrets and the encryption key: given as properties, or else generated once and
 * kept in the data directory, in a file that its owner alone can read.
 *
 * @param user the user secrets that the API accepts: one, or two while the one replaces the other
 * @param organization the organization secrets that the API accepts, likewise
 * @param encryptionKey what the {@link Vault} is made of
 */
public record AccountSecrets(List<String> user, List<String> organization, String encryptionKey) {
  /** The file's name in the data directory. */
  public static final String FILE = "secrets.properties";

  private static final Logger LOG = LoggerFactory.getLogger(AccountSecrets.class);
  private static final int BYTES = 32;
  private static final String USER = "pollhook.user-secret";
  private static final String ORGANIZATION = "pollhook.organization-secret";

  /** The property with the encryption key. */
  static final String ENCRYPTION = "pollhook.encryption-key";

  private static final List<String> ALL = List.of(USER, ORGANIZATION, ENCRYPTION);

  /**
   * Reads what is given and generated, and generates what is missing. The caller holds the data
   * directory's lock, which opening the embedded database takes: two processes that generate at
   * once could leave a database that is sealed with a key which only one of them ever knew.
   *
   * @throws ConfigurationError where the file cannot be read or written, or a secret is not usable
   */
  public static AccountSecrets load(Settings settings) {
    Map<String, String> secrets = given(settings);
    List<String> missing = missing(secrets);
    if (!missing.isEmpty()) {
      kept(settings.dataDir(), missing).forEach(secrets::putIfAbsent);
    }
    return of(secrets);
  }

  /**
   * Reads what is given and generated before, and generates nothing: for commands, which do not
   * hold the data directory's lock.
   *
   * @throws ConfigurationError if a secret is missing, because the program was never started
   */
  public static AccountSecrets existing(Settings settings) {
    Map<String, String> secrets = given(settings);
    SecretsFile file = new SecretsFile(settings.dataDir());
    try {
      file.read().forEach(secrets::putIfAbsent);
    } catch (IOException e) {
      throw new ConfigurationError("cannot read " + file.path().toAbsolutePath() + ": " + e);
    }
    List<String> missing = missing(secrets);
    if (!missing.isEmpty()) {
      throw new ConfigurationError(
          "%s is neither given nor in %s; start the program first, which generates it"
              .formatted(missing.get(0), file.path().toAbsolutePath()));
    }
    return of(secrets);
  }

  private static Map<String, String> given(Settings settings) {
    Map<String, String> secrets = new TreeMap<>();
    for (String name : ALL) {
      if (!settings.text(name).isEmpty()) {
        secrets.put(name, settings.text(name));
      }
    }
    return secrets;
  }

  private static List<String> missing(Map<String, String> secrets) {
    return ALL.stream().filter(name -> !secrets.containsKey(name)).toList();
  }

  private static AccountSecrets of(Map<String, String> secrets) {
    return new AccountSecrets(
        SecretRule.read(USER, secrets.get(USER)),
        SecretRule.read(ORGANIZATION, secrets.get(ORGANIZATION)),
        secrets.get(ENCRYPTION));
  }

  /** Never says a secret. */
  @Override
  public String toString() {
    return "AccountSecrets";
  }

  /** Nothing is generated for what is given: the file never says what does not hold. */
  private static Map<String, String> kept(Path directory, List<String> missing) {
    SecretsFile file = new SecretsFile(directory);
    try {
      Map<String, String> kept = file.read();
      if (!kept.keySet().containsAll(missing)) {
        missing.forEach(name -> kept.computeIfAbsent(name, unused -> generate()));
        file.write(kept);
        LOG.info("generated the account's secrets: see {}", file.path().toAbsolutePath());
      } else {
        LOG.info("the account's secrets are in {}", file.path().toAbsolutePath());
      }
      return kept;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationError(
          "cannot keep the account's secrets in " + file.path() + ": " + e);
    }
  }

  private static String generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
