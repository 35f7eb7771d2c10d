package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.element.Element;
import io.pollhook.element.Resource;
import io.pollhook.store.Json;

/** The JSON form of an element. */
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

  /** The element with its resources and its configuration keys. */
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
    view.set("configuration", configuration(element));
    return view;
  }

  /** The keys that an instance's configuration may have. */
  static ArrayNode configuration(Element element) {
    ArrayNode entries = Json.ASCII.createArrayNode();
    for (ConfigurationKey key : ConfigurationKey.of(element)) {
      ObjectNode entry = entries.addObject();
      entry.put("id", key.id());
      entry.put("name", key.name());
      entry.put("key", key.key());
      entry.put("description", key.description());
      entry.put("defaultValue", key.defaultValue());
      entry.put("resellerConfig", false);
      entry.put("companyConfig", false);
      entry.put("active", true);
      entry.put("internal", false);
      entry.put("groupControl", false);
      entry.put("displayOrder", entries.size());
      entry.put("type", key.type());
      entry.put("hideFromConsole", false);
      entry.put("required", key.required());
    }
    return entries;
  }

  /** The capabilities of an element, in Cloud Elements' format. */
  static ObjectNode metadata(Element element) {
    ObjectNode view = Json.ASCII.createObjectNode();
    view.put("id", element.number());
    view.put("key", element.key());
    view.put("name", element.name());
    view.put("hub", element.hub());
    view.putObject("authentication").put("type", element.authentication().type().text());
    ObjectNode events = view.putObject("events");
    events.put("supported", true);
    events.putArray("methods").add("polling");
    ObjectNode polling = events.putObject("polling");
    for (Resource resource : element.resources()) {
      ObjectNode polled = polling.putObject(resource.path().substring(1));
      polled.put("pollUrl", "/hubs/" + element.hub() + resource.path());
      ArrayNode types = polled.putArray("eventTypes").add("created").add("updated");
      if (resource.reportsDeletions()) {
        types.add("deleted");
      }
    }
    return view;
  }
}
