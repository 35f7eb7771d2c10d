package io.pollhook.api;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import io.pollhook.element.Authentication;
import io.pollhook.element.Element;
import io.pollhook.provisioning.Problem;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Where a person grants access: an authorization request (RFC 6749 §4.1.1). */
final class AuthorizationUrl {
  private AuthorizationUrl() {}

  /**
   * Builds it.
   *
   * @param given by name: apiKey and callbackUrl, which it needs, scope (separated by spaces or
   *     commas) and state, which default to the element's scopes and key
   */
  static String of(Element element, Function<String, Optional<String>> given) {
    Authentication authentication = element.authentication();
    ClientID client = new ClientID(needed("apiKey", given));
    AuthorizationRequest.Builder request =
        new AuthorizationRequest.Builder(ResponseType.CODE, client)
            .endpointURI(URI.create(authentication.authorizationUrl()))
            .redirectionURI(callback(needed("callbackUrl", given)))
            .scope(scope(authentication, given.apply("scope")))
            .state(new State(present("state", given).orElse(element.key())));
    authentication.authorizationParameters().forEach(request::customParameter);
    return request.build().toURI().toString();
  }

  private static Scope scope(Authentication authentication, Optional<String> asked) {
    return asked
        .filter(scopes -> !scopes.isBlank())
        .map(scopes -> new Scope(scopes.strip().split("[\\s,]+")))
        .orElseGet(() -> new Scope(authentication.scopes().toArray(String[]::new)));
  }

  private static URI callback(String text) {
    try {
      URI callback = URI.create(text.strip());
      if (callback.isAbsolute() && callback.getFragment() == null) {
        return callback;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw Problem.invalid("callbackUrl", text, "an absolute URL without a fragment");
  }

  private static String needed(String name, Function<String, Optional<String>> given) {
    return present(name, given)
        .orElseThrow(() -> Problem.invalid(name + " is missing, expected text"));
  }

  private static Optional<String> present(String name, Function<String, Optional<String>> given) {
    return given.apply(name).filter(value -> !value.isBlank());
  }
}
