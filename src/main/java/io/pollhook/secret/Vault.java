package io.pollhook.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.Hkdf;
import com.google.crypto.tink.util.SecretBytes;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Encrypts the secrets in the database (AES-256-GCM), each bound to its row. */
public final class Vault {
  private static final int KEY_BYTES = 32;
  private static final String CHECK = "encryption-check";

  private final Aead aead;

  /**
   * Derives the key (HKDF-SHA256) from any text.
   *
   * @param key the property pollhook.encryption-key
   */
  public Vault(String key) {
    try {
      AeadConfig.register();
      aead = derive(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no AES-GCM", e);
    }
  }

  @AccessesPartialKey
  private static Aead derive(String key) throws GeneralSecurityException {
    byte[] derived =
        Hkdf.computeHkdf(
            "HmacSha256",
            key.getBytes(StandardCharsets.UTF_8),
            new byte[0],
            "pollhook at rest".getBytes(StandardCharsets.UTF_8),
            KEY_BYTES);
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(KEY_BYTES)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    AesGcmKey aesKey =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(derived, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(aesKey).withRandomId().makePrimary())
        .build()
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** Returns whether the database was created with this key; false if it has no mark. */
  boolean fits(Database database) {
    return mark(database).map(this::isMark).orElse(false);
  }

  /** Returns whether a database has encrypted values, by any key. */
  static boolean hasMarked(Database database) {
    return mark(database).isPresent();
  }

  private static Optional<String> mark(Database database) {
    return database.read(
        handle ->
            handle
                .select("SELECT value FROM properties WHERE name = ?", CHECK)
                .mapTo(String.class)
                .findOne());
  }

  /** Marks this key as the database's. */
  void mark(Handle handle) {
    handle.execute(
        "INSERT INTO properties (name, value) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        CHECK,
        newMark());
  }

  private String newMark() {
    return HexFormat.of().formatHex(seal(CHECK.getBytes(StandardCharsets.UTF_8), CHECK));
  }

  private boolean isMark(String stored) {
    try {
      return open(HexFormat.of().parseHex(stored), CHECK).length > 0;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Fails the start of a node whose key is not the one that the database was created with. */
  public void check(Database database) {
    String stored =
        database.write(
            handle -> {
              handle.execute(
                  "INSERT INTO properties (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                  CHECK,
                  newMark());
              return handle
                  .select("SELECT value FROM properties WHERE name = ?", CHECK)
                  .mapTo(String.class)
                  .one();
            });
    if (!isMark(stored)) {
      throw new ConfigurationError(
          "pollhook.encryption-key is not the one that this database was created with");
    }
  }

  /**
   * Encrypts a value.
   *
   * @param context the place where the result is stored, such as {@code grant:17}; required again
   *     to decrypt it
   */
  public byte[] seal(byte[] plain, String context) {
    try {
      return aead.encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  /**
   * Decrypts a value.
   *
   * @throws IllegalStateException if the key or context differs, or the bytes were changed
   */
  public byte[] open(byte[] sealed, String context) {
    try {
      return aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot decrypt " + context, e);
    }
  }
}
