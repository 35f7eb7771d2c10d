package io.pollhook.oauth;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;

/**
 * An application that is registered with a provider.
 *
 * @param id its id there
 * @param secret its secret there
 */
public record Client(String id, String secret) {
  /** In the form, where Google wants it (RFC 6749 §2.3.1). */
  ClientAuthentication authentication() {
    return new ClientSecretPost(new ClientID(id), new Secret(secret));
  }

  /** Shows neither: answers mask the id, too. */
  @Override
  public String toString() {
    return "Client";
  }
}
