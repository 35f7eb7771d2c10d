package io.pollhook.element;

import java.util.List;
import java.util.Map;

/**
 * How an element's accounts are authenticated: OAuth 2.0, authorization code grant (RFC 6749 §4.1).
 *
 * @param type {@code oauth2}
 * @param authorizationUrl where a person grants access
 * @param tokenUrl exchanges a code and refreshes
 * @param revocationUrl revokes a grant (RFC 7009); null where the provider has none
 * @param scopes asked for where a request names none
 * @param authorizationParameters sent along to the authorization URL
 */
public record Authentication(
    String type,
    String authorizationUrl,
    String tokenUrl,
    String revocationUrl,
    List<String> scopes,
    Map<String, String> authorizationParameters) {

  /** Copies, and puts nothing in place of null. */
  public Authentication {
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
    authorizationParameters =
        authorizationParameters == null ? Map.of() : Map.copyOf(authorizationParameters);
  }
}
