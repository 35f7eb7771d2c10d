package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Element;
import io.pollhook.element.ElementCatalog;
import io.pollhook.instance.Instance;
import io.pollhook.provisioning.Problem;
import io.pollhook.server.Authenticator;
import io.pollhook.store.Json;
import java.time.Clock;

/**
 * {@code /ping} and {@code /objects}, also below {@code /hubs/{hub}} with any hub: they describe
 * the instance of an Element token. They work for disabled instances, too.
 */
public final class HubApi {
  private final ElementCatalog elements;
  private final Clock clock;

  HubApi(ElementCatalog elements, Clock clock) {
    this.elements = elements;
    this.clock = clock;
  }

  /** {@code GET /ping}. */
  public ApiAnswer getPing(ApiRequest request) {
    ObjectNode ping = Json.ASCII.createObjectNode();
    ping.put("dateTime", InstanceView.date(clock.instant()));
    ping.put("endpoint", instance(request).elementKey());
    return ApiAnswer.ok(ping);
  }

  /** {@code GET /hubs/{hub}/ping}. */
  public ApiAnswer getPingOfHub(ApiRequest request) {
    return getPing(request);
  }

  /** {@code GET /objects}: the names of the element's resources. */
  public ApiAnswer listObjects(ApiRequest request) {
    String key = instance(request).elementKey();
    Element element =
        elements.find(key).orElseThrow(() -> Problem.unknown("no element with key " + key));
    ArrayNode names = Json.ASCII.createArrayNode();
    element.resources().forEach(resource -> names.add(resource.path().substring(1)));
    return ApiAnswer.ok(names);
  }

  /** {@code GET /hubs/{hub}/objects}. */
  public ApiAnswer listObjectsOfHub(ApiRequest request) {
    return listObjects(request);
  }

  private static Instance instance(ApiRequest request) {
    return request
        .tokenInstance()
        .orElseThrow(() -> Authenticator.unauthorized("expected an Element token"));
  }
}
