package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.provisioning.InstanceRequest;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.Optional;

/** {@code /elements}: the providers that can be polled. */
public final class ElementsApi {
  private final ElementCatalog catalog;

  ElementsApi(ElementCatalog catalog) {
    this.catalog = catalog;
  }

  /** {@code GET /elements}. */
  public ApiAnswer listElements(ApiRequest request) {
    request.requireAccount();
    ArrayNode elements = Json.ASCII.createArrayNode();
    catalog.all().forEach(element -> elements.add(ElementView.of(element)));
    return ApiAnswer.ok(elements);
  }

  /** {@code GET /elements/{keyOrId}}. */
  public ApiAnswer getElement(ApiRequest request) {
    request.requireAccount();
    return ApiAnswer.ok(ElementView.detailed(named(request)));
  }

  /** The element that the path names, by key or number. */
  Element named(ApiRequest request) {
    String named = request.path().get("keyOrId");
    return catalog.named(named).orElseThrow(() -> Problem.unknown("no element with key " + named));
  }

  /** The request with its element's key in place of a number. */
  InstanceRequest byKey(InstanceRequest request) {
    return new InstanceRequest(
        Optional.ofNullable(request.element())
            .flatMap(catalog::named)
            .map(Element::key)
            .orElse(request.element()),
        request.name(),
        request.tags(),
        request.configuration(),
        request.code(),
        request.external());
  }
}
