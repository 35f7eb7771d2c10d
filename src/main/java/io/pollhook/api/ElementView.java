package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Element;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.util.stream.Stream;

/** An element as answers show it. */
final class ElementView {
  private ElementView() {}

  static ObjectNode of(Element element) {
    ObjectNode view = Json.ASCII.createObjectNode();
    view.put("id", element.number());
    view.put("name", element.name());
    view.put("hookName", element.name());
    view.put("key", element.key());
    view.put("description", element.description());
    view.put("image", "elements/" + element.key() + ".png");
    view.put("active", true);
    view.put("deleted", false);
    view.put("typeOauth", false);
    view.put("trialAccount", false);
    view.putArray("resources");
    view.put("transformationsEnabled", false);
    view.put("bulkDownloadEnabled", false);
    view.put("bulkUploadEnabled", false);
    view.put("cloneable", false);
    view.put("extendable", false);
    view.put("beta", false);
    view.putObject("authentication").put("type", element.authentication().type().text());
    view.put("extended", false);
    view.put("hub", element.hub());
    view.put("protocolType", "http");
    view.putArray("parameters");
    view.put("private", false);
    return view;
  }

  /** With what can be polled, and the element's own configuration keys. */
  static ObjectNode detailed(Element element) {
    ObjectNode view = of(element);
    element
        .resources()
        .forEach(
            resource ->
                view.withArray("resources")
                    .addObject()
                    .put("path", resource.path())
                    .put("method", "GET")
                    .put("type", "poll"));
    ArrayNode configuration = view.putArray("configuration");
    Stream.concat(
            element.authentication().configurationKeys().stream(), element.accountKeys().stream())
        .distinct()
        .forEach(key -> configuration.addObject().put("key", key).put("required", true));
    if (element.polling() != null) {
      configuration
          .addObject()
          .put("key", InstanceConfiguration.POLLER_CONFIGURATION)
          .put("required", false)
          .put("defaultValue", Json.text(element.polling()));
    }
    ObjectNode events = view.putObject("events");
    events.put("supported", true);
    events.putArray("methods").add("polling");
    return view;
  }
}
