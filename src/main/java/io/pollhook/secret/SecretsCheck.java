package io.pollhook.secret;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jdbi.v3.core.Handle;

/**
 * Keeps nodes that accept different secrets from sharing a database. A node starts if it accepts at
 * least one secret that the node before it accepted; from then on, later nodes are checked against
 * its own. Secrets are therefore rotated in two steps: first both on every node, then the new one
 * alone.
 */
public final class SecretsCheck {
  private static final int SALT_BYTES = 16;
  private static final int ROUNDS = 100_000;
  private static final int HASH_BITS = 256;

  private SecretsCheck() {}

  /**
   * Checks the secrets of a node on PostgreSQL. An embedded database has only one node, whose
   * secrets may change at any time.
   *
   * @throws ConfigurationError if the other nodes accept different secrets
   */
  public static void check(Database database, AccountSecrets secrets) {
    if (database.dialect() == Dialect.POSTGRESQL) {
      database.writing(
          handle -> {
            check(handle, "user-secret", secrets.user());
            check(handle, "organization-secret", secrets.organization());
          });
    }
  }

  private static void check(Handle handle, String property, List<String> accepted) {
    String name = property + "-check";
    Optional<String> stored = stored(handle, name);
    if (stored.isEmpty()) {
      handle.execute(
          "INSERT INTO properties (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
          name,
          Stored.of(newSalt(), accepted).text());
      // another node may have been first
      stored = stored(handle, name);
    }
    Stored before = Stored.parse(stored.orElseThrow());
    Stored own = Stored.of(before.salt(), accepted);
    if (Collections.disjoint(own.hashes(), before.hashes())) {
      throw new ConfigurationError(
          "pollhook.%s is not the one that the nodes of this database accept; to replace a secret, first configure both on every node, comma-separated"
              .formatted(property));
    }
    handle.execute("UPDATE properties SET value = ? WHERE name = ?", own.text(), name);
  }

  private static Optional<String> stored(Handle handle, String name) {
    return handle
        .select("SELECT value FROM properties WHERE name = ?", name)
        .mapTo(String.class)
        .findOne();
  }

  private static String newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** Hashes of the accepted secrets, slow to compute so that they cannot be guessed. */
  private record Stored(String salt, Set<String> hashes) {
    static Stored of(String salt, List<String> secrets) {
      Set<String> hashes = new TreeSet<>();
      secrets.forEach(secret -> hashes.add(hash(salt, secret)));
      return new Stored(salt, hashes);
    }

    static Stored parse(String text) {
      String[] saltAndHashes = text.split(":", 2);
      return new Stored(saltAndHashes[0], Set.of(saltAndHashes[1].split(",", -1)));
    }

    String text() {
      return salt + ":" + String.join(",", hashes);
    }

    private static String hash(String salt, String secret) {
      PBEKeySpec spec =
          new PBEKeySpec(secret.toCharArray(), HexFormat.of().parseHex(salt), ROUNDS, HASH_BITS);
      try {
        SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
        return HexFormat.of().formatHex(factory.generateSecret(spec).getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("no PBKDF2", e);
      }
    }
  }
}
