package io.pollhook.secret;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the tokens that a browser keeps, with HMAC-SHA256. The key is derived from the account's
 * secrets and the encryption key, so that every node of a database accepts the tokens of the
 * others, and a token becomes invalid when the secrets that signed it are replaced.
 */
public final class SignedTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final char BETWEEN_FIELDS = '|';
  private static final int LONGEST = 512;

  private final List<SecretKeySpec> keys;

  /** Signs with the first secrets; accepts tokens signed with any accepted pair of secrets. */
  public SignedTokens(AccountSecrets secrets) {
    List<SecretKeySpec> derived = new ArrayList<>();
    for (String user : secrets.user()) {
      for (String organization : secrets.organization()) {
        derived.add(derive(secrets.encryptionKey(), user, organization));
      }
    }
    keys = List.copyOf(derived);
  }

  /** The encryption key is never sent, so the secrets cannot be guessed from a stolen token. */
  private static SecretKeySpec derive(String encryptionKey, String user, String organization) {
    try {
      byte[] key =
          Hkdf.computeHkdf(
              ALGORITHM,
              encryptionKey.getBytes(StandardCharsets.UTF_8),
              (user + '\n' + organization).getBytes(StandardCharsets.UTF_8),
              "pollhook console".getBytes(StandardCharsets.UTF_8),
              KEY_BYTES);
      return new SecretKeySpec(key, ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HKDF", e);
    }
  }

  /**
   * Signs some fields.
   *
   * @param kind the purpose of the token; it is valid for no other
   * @param fields the fields, without {@code |}
   */
  String sign(String kind, String... fields) {
    byte[] text =
        (kind + BETWEEN_FIELDS + String.join(String.valueOf(BETWEEN_FIELDS), fields))
            .getBytes(StandardCharsets.US_ASCII);
    return encode(text) + '.' + encode(mac(keys.get(0), text));
  }

  /** Returns the fields of a token of that kind; empty if its signature is not valid. */
  Optional<List<String>> read(String kind, String token) {
    int dot = token.indexOf('.');
    if (dot < 0 || token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      byte[] text = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] mac = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      if (keys.stream().noneMatch(key -> MessageDigest.isEqual(mac(key, text), mac))) {
        return Optional.empty();
      }
      List<String> fields =
          List.of(new String(text, StandardCharsets.US_ASCII).split("\\" + BETWEEN_FIELDS, -1));
      return fields.get(0).equals(kind)
          ? Optional.of(fields.subList(1, fields.size()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64
    }
  }

  private static byte[] mac(SecretKeySpec key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HMAC", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
