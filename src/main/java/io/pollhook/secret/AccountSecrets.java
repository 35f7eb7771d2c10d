package io.pollhook.secret;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
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
 * The account's two secrets and the encryption key: set as properties, or otherwise generated once
 * and stored in the data directory, in a file that only its owner can read.
 *
 * @param user the user secrets that the API accepts: one, or two while they are rotated
 * @param organization the organization secrets that the API accepts, likewise
 * @param encryptionKey the key of the {@link Vault}
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
   * Reads the configured and the generated secrets, and generates missing ones. The caller must
   * hold the data directory's lock, which opening the embedded database acquires: two processes
   * that generate secrets at once could leave a database sealed with a key that was not stored.
   *
   * @param database that it is for: if it has encrypted values, its key is not generated
   * @throws ConfigurationError if the file cannot be read or written, a secret is not usable, or
   *     the key of the database is missing
   */
  public static AccountSecrets load(Settings settings, Database database) {
    if (Vault.hasMarked(database)) {
      existingKey(settings);
    }
    return load(settings);
  }

  /** Like {@link #load(Settings, Database)}, for a database that is not open yet, or is new. */
  public static AccountSecrets load(Settings settings) {
    Map<String, String> secrets = given(settings);
    List<String> missing = missing(secrets);
    if (!missing.isEmpty()) {
      kept(settings.dataDir(), missing).forEach(secrets::putIfAbsent);
    }
    return of(secrets);
  }

  /**
   * Reads the configured and the generated secrets, and generates none: for commands, which do not
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
          "%s is neither configured nor in %s; start the program once to generate it"
              .formatted(missing.get(0), file.path().toAbsolutePath()));
    }
    return of(secrets);
  }

  /**
   * Returns the encryption key of a database that has encrypted values already; generates none,
   * because no other than the database's own would do.
   *
   * @throws ConfigurationError if it is neither configured nor in the secrets' file
   */
  static String existingKey(Settings settings) {
    SecretsFile file = new SecretsFile(settings.dataDir());
    String configured = settings.text(ENCRYPTION);
    try {
      String key = configured.isEmpty() ? file.read().get(ENCRYPTION) : configured;
      if (key == null) {
        throw new ConfigurationError(
            "the encryption key of this database is neither in %s nor in %s: put the %s that belongs to the database there"
                .formatted(ENCRYPTION, file.path().toAbsolutePath(), FILE));
      }
      return key;
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationError("cannot read " + file.path().toAbsolutePath() + ": " + e);
    }
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

  /** Leaves out the secrets. */
  @Override
  public String toString() {
    return "AccountSecrets";
  }

  /** Generates only secrets that are not configured, so that the file has no unused values. */
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
          "cannot store the account's secrets in " + file.path() + ": " + e);
    }
  }

  private static String generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
