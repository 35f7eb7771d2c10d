package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.provisioning.InstanceRequest;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.Optional;
import java.util.function.Function;

/** {@code /elements}: the providers that can be polled. */
public final class ElementsApi {
  private final ElementCatalog catalog;

  ElementsApi(ElementCatalog catalog) {
    this.catalog = catalog;
  }

  /** {@code GET /elements}. */
  public ApiAnswer list(ApiRequest request) {
    request.requireAccount();
    ArrayNode elements = Json.ASCII.createArrayNode();
    catalog.all().forEach(element -> elements.add(ElementView.of(element)));
    return ApiAnswer.ok(elements);
  }

  /** {@code GET /elements/{key}}. */
  public ApiAnswer get(ApiRequest request) {
    request.requireAccount();
    return ApiAnswer.ok(ElementView.detailed(named(request)));
  }

  /** {@code GET /elements/{key}/oauth/url}: where a person grants access. */
  public ApiAnswer oauthUrl(ApiRequest request) {
    return oauthUrl(named(request), request::parameter);
  }

  /** {@code POST /elements/{key}/oauth/url}: the same, asked in a body. */
  public ApiAnswer oauthUrlOfBody(ApiRequest request) {
    Element element = named(request);
    JsonNode body = request.json();
    return oauthUrl(element, name -> text(body, name));
  }

  /** The element that the path names, by key or number. */
  Element named(ApiRequest request) {
    String named = request.path().get("key");
    return find(named).orElseThrow(() -> Problem.unknown("no element with key " + named));
  }

  /** The request with its element's key in place of a number. */
  InstanceRequest byKey(InstanceRequest request) {
    return new InstanceRequest(
        Optional.ofNullable(request.element())
            .flatMap(this::find)
            .map(Element::key)
            .orElse(request.element()),
        request.name(),
        request.tags(),
        request.configuration(),
        request.code(),
        request.external());
  }

  private Optional<Element> find(String keyOrId) {
    return catalog
        .find(keyOrId)
        .or(
            () ->
                catalog.all().stream()
                    .filter(element -> Integer.toString(ElementView.id(element)).equals(keyOrId))
                    .findFirst());
  }

  private static ApiAnswer oauthUrl(Element element, Function<String, Optional<String>> given) {
    ObjectNode answer = Json.ASCII.createObjectNode();
    answer.put("oauthUrl", AuthorizationUrl.of(element, given));
    answer.put("element", element.key());
    return ApiAnswer.ok(answer);
  }

  private static Optional<String> text(JsonNode body, String name) {
    if (!body.isObject()) {
      throw Problem.wrongType("the body", body, "an object");
    }
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
