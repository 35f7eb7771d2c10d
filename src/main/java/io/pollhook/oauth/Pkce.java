package io.pollhook.oauth;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.pollhook.element.Element;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The proof that a code is exchanged by the party that requested it (RFC 7636). The verifier is
 * derived from a secret of this installation and from data that both requests contain, so that any
 * node can exchange a code, even after a restart.
 */
public final class Pkce {
  private final SecretKeySpec key;

  /** Creates the proof with a secret, which never leaves this installation. */
  public Pkce(String secret) {
    key = new SecretKeySpec(("pkce:" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** Returns the verifier for codes sent to a callback URL; empty if the element requires none. */
  Optional<CodeVerifier> verifier(Element element, String clientId, String callbackUrl) {
    if (!element.authentication().pkce()) {
      return Optional.empty();
    }
    String about = String.join("\n", element.key(), clientId, callbackUrl);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] derived = mac.doFinal(about.getBytes(StandardCharsets.UTF_8));
      return Optional.of(
          new CodeVerifier(Base64.getUrlEncoder().withoutPadding().encodeToString(derived)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC with SHA-256", e);
    }
  }
}
