package io.pollhook.oauth;

import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import io.pollhook.element.TokenRequestStyle.ClientIn;

/**
 * An application registered with a provider.
 *
 * @param id its client id
 * @param secret its client secret
 */
public record Client(String id, String secret) {
  /** Returns the authentication in the place that the provider expects (RFC 6749 §2.3.1). */
  ClientAuthentication authentication(ClientIn where) {
    ClientID client = new ClientID(id);
    return switch (where) {
      case PARAMETERS -> new ClientSecretPost(client, new Secret(secret));
      case BASIC -> new ClientSecretBasic(client, new Secret(secret));
    };
  }

  /** Shows neither id nor secret; API responses mask the id, too. */
  @Override
  public String toString() {
    return "Client";
  }
}
