package io.pollhook.callback;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a body so that its receiver can verify its origin (Cloud Elements documentation, "Hash
 * verification").
 */
public final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";

  private WebhookSignature() {}

  /**
   * Returns the value of {@code Elements-Webhook-Signature}: {@code sha256=<base64 of the HMAC>}.
   */
  public static String of(String key, byte[] body) {
    return "sha256=" + base64(key.getBytes(StandardCharsets.UTF_8), body);
  }

  /** Returns the HMAC-SHA256 as Base64. */
  static String base64(byte[] key, byte[] signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no " + ALGORITHM, e);
    }
  }
}
