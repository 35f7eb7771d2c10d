package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.polling.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects in an answer, at the path that an element declares. A question mark behind the path
 * allows answers without the list, an asterisk as its last step says that it is a map.
 */
final class ItemList {
  private ItemList() {}

  /** Reads the objects. */
  static List<JsonNode> of(JsonNode body, RestRequest request) {
    String path = request.element().itemsOf(request.resource());
    boolean optional = path != null && path.endsWith("?");
    String field = optional ? path.substring(0, path.length() - 1) : path;
    boolean map = field != null && field.matches("(.*\\.)?\\*");
    field = map ? field.replaceFirst("\\.?\\*$", "") : field;
    JsonNode list = field == null || field.isEmpty() ? body : FieldPath.parse(field).in(body);
    if (list.isNull() || (optional && list.isMissingNode())) {
      return List.of();
    }
    if (map ? !list.isObject() : !list.isArray()) {
      throw new MalformedPageException(
          "expected a %s %s"
              .formatted(
                  map ? "map" : "list",
                  field == null || field.isEmpty() ? "as the answer" : "at " + field));
    }
    return map ? values(list, request.resource().idField()) : elements(list);
  }

  private static List<JsonNode> elements(JsonNode list) {
    List<JsonNode> items = new ArrayList<>(list.size());
    list.forEach(items::add);
    return items;
  }

  /** An object without an id gets its name in the map. */
  private static List<JsonNode> values(JsonNode map, String idField) {
    map.properties()
        .forEach(
            entry -> {
              if (entry.getValue() instanceof ObjectNode object
                  && FieldPath.parse(idField).in(object).isMissingNode()) {
                object.put(idField, entry.getKey());
              }
            });
    return elements(map);
  }
}
