package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Element;
import io.pollhook.oauth.AuthorizationUrl;
import io.pollhook.oauth.Pkce;
import io.pollhook.provisioning.AbsoluteUrl;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /elements/{keyOrId}/oauth/url}: the URL at which a person grants access. */
public final class OauthApi {
  private final ElementsApi elements;
  private final Pkce pkce;

  OauthApi(ElementsApi elements, Pkce pkce) {
    this.elements = elements;
    this.pkce = pkce;
  }

  /** {@code GET}, with its parameters in the query. */
  public ApiAnswer getOauthUrl(ApiRequest request) {
    return answer(elements.named(request), request::parameter);
  }

  /** {@code POST}, with its parameters in the body. */
  public ApiAnswer createOauthUrl(ApiRequest request) {
    Element element = elements.named(request);
    JsonNode body = request.json();
    if (!body.isObject()) {
      throw Problem.wrongType("the body", body, "an object");
    }
    return answer(element, name -> text(body, name));
  }

  private ApiAnswer answer(Element element, Function<String, Optional<String>> given) {
    if (!element.authentication().needsGrant()) {
      throw Problem.invalid(
          element.key() + " has no OAuth URL: its accounts are connected without consent");
    }
    String url =
        AuthorizationUrl.of(
                forAuthorizationUrl(element, given),
                needed("apiKey", given),
                AbsoluteUrl.check("callbackUrl", needed("callbackUrl", given)),
                given.apply("scope").map(scope -> scope.replace(',', ' ')).orElse(null),
                given.apply("state").orElse(null),
                pkce)
            .toString();
    ObjectNode answer = Json.ASCII.createObjectNode();
    answer.put("oauthUrl", url);
    answer.put("element", element.key());
    return ApiAnswer.ok(answer);
  }

  /**
   * Fills in the element's account keys; if only one is missing, Cloud Elements' siteAddress is
   * used.
   */
  private static Element forAuthorizationUrl(
      Element element, Function<String, Optional<String>> given) {
    List<String> missing =
        element.authorizationKeys().stream().filter(key -> given.apply(key).isEmpty()).toList();
    Optional<String> address = missing.size() == 1 ? given.apply("siteAddress") : Optional.empty();
    try {
      return element.forAuthorizationUrl(
          key -> needed(key, name -> given.apply(name).or(() -> address)));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(e.getMessage());
    }
  }

  private static String needed(String name, Function<String, Optional<String>> given) {
    return given
        .apply(name)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> Problem.invalid(name + " is missing, expected text"));
  }

  private static Optional<String> text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw Problem.wrongType(name, value, "text");
    }
    return Optional.of(value.textValue());
  }
}
