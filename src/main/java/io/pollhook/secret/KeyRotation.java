package io.pollhook.secret;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import java.io.IOException;
import java.util.Map;

/**
 * Replaces the encryption key. The database changes in one transaction, in which the secrets' file
 * cannot take part. The file therefore has both keys while the database changes, and the next start
 * keeps the one that fits: if the process is killed, either the old or the new key works.
 */
public final class KeyRotation {
  /** The name of the new key in the file while the database may use either key. */
  static final String NEXT = AccountSecrets.ENCRYPTION + ".next";

  private static final int SHORTEST = 16;

  private final Database database;
  private final SecretsFile file;
  private final boolean isInFile;
  private final String oldKey;
  private final String newKey;

  /**
   * Prepares the rotation of a database that no other process uses.
   *
   * @throws ConfigurationError if the current key is not the database's, or the new one is not
   *     usable
   */
  public KeyRotation(Settings settings, Database database, String newKey) {
    this.database = database;
    finish(settings, database);
    this.file = new SecretsFile(settings.dataDir());
    this.isInFile = settings.text(AccountSecrets.ENCRYPTION).isEmpty();
    this.oldKey = AccountSecrets.existingKey(settings);
    this.newKey = newKey;
    check();
    new Vault(oldKey).check(database);
  }

  private void check() {
    boolean printable = newKey.chars().allMatch(letter -> letter >= ' ' && letter < 127);
    if (newKey.length() < SHORTEST || !printable || !newKey.equals(newKey.strip())) {
      throw new ConfigurationError(
          "the new key is not usable, expected at least %d ASCII characters without a space at either end"
              .formatted(SHORTEST));
    }
    if (newKey.equals(oldKey)) {
      throw new ConfigurationError("the new key is the current one; nothing was changed");
    }
  }

  /**
   * Returns whether the secrets' file has the key; if not, the property must be set to the new one.
   */
  public boolean isInFile() {
    return isInFile;
  }

  /** Encrypts everything with the new key and returns the number of encrypted values. */
  public long run() throws IOException {
    announce();
    long count = seal();
    settle(database, file);
    return count;
  }

  /** First step: writes both keys to the file. */
  void announce() throws IOException {
    if (isInFile) {
      Map<String, String> secrets = file.read();
      secrets.put(NEXT, newKey);
      file.write(secrets);
    }
  }

  /** Second step: encrypts the database with the new key. */
  long seal() {
    Vault old = new Vault(oldKey);
    Vault next = new Vault(newKey);
    return database.write(handle -> SealedValues.sealAgain(handle, old, next));
  }

  /**
   * Finishes an interrupted rotation: the secrets' file keeps the key that fits the database. Does
   * nothing if no rotation was interrupted.
   *
   * @throws ConfigurationError if the file cannot be read or written
   */
  public static void finish(Settings settings, Database database) {
    SecretsFile file = new SecretsFile(settings.dataDir());
    try {
      settle(database, file);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationError("cannot read or write " + file.path() + ": " + e);
    }
  }

  private static void settle(Database database, SecretsFile file) throws IOException {
    Map<String, String> secrets = file.read();
    String next = secrets.remove(NEXT);
    if (next != null) {
      if (new Vault(next).fits(database)) {
        secrets.put(AccountSecrets.ENCRYPTION, next);
      }
      file.write(secrets);
    }
  }
}
