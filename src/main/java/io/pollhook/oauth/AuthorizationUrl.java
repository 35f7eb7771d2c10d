package io.pollhook.oauth;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.TreeMap;
import org.apache.hc.core5.net.URIBuilder;

/** Builds the URL at which a person grants access to an account (RFC 6749 §4.1.1). */
public final class AuthorizationUrl {
  private AuthorizationUrl() {}

  /**
   * Returns the URL; the same arguments always give the same text.
   *
   * @param clientId the requesting application
   * @param callbackUrl the URL to which the provider sends the code, as registered there
   * @param scope space-separated; null or blank for the element's own
   * @param state returned with the code; null or blank for the element's key
   * @param pkce makes the code challenge if the element requires one
   */
  public static URI of(
      Element element, String clientId, String callbackUrl, String scope, String state, Pkce pkce) {
    Authentication authentication = element.authentication();
    URIBuilder url = new URIBuilder(URI.create(authentication.authorizationUrl()));
    new TreeMap<>(authentication.authorizationParameters()).forEach(url::addParameter);
    url.addParameter("scope", given(scope, String.join(" ", authentication.scopes())))
        .addParameter("response_type", "code")
        .addParameter("redirect_uri", callbackUrl)
        .addParameter("state", given(state, element.key()))
        .addParameter("client_id", clientId);
    pkce.verifier(element, clientId, callbackUrl)
        .map(verifier -> CodeChallenge.compute(CodeChallengeMethod.S256, verifier))
        .ifPresent(
            challenge ->
                url.addParameter("code_challenge", challenge.getValue())
                    .addParameter("code_challenge_method", "S256"));
    try {
      return url.build();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          authentication.authorizationUrl() + " is not a valid URL", e);
    }
  }

  private static String given(String value, String otherwise) {
    return value == null || value.isBlank() ? otherwise : value.strip();
  }
}
