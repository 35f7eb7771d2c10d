package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.configuration.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads the objects in an answer, at the path that an element declares. A question mark after the
 * path allows answers without the list; an asterisk as its last step marks a map.
 */
final class ItemList {
  private ItemList() {}

  /** Reads the objects. */
  static List<JsonNode> of(JsonNode body, RestRequest request) {
    String declared = Objects.requireNonNullElse(request.element().itemsOf(request.resource()), "");
    boolean optional = declared.endsWith("?");
    String path = optional ? declared.substring(0, declared.length() - 1) : declared;
    boolean map = path.equals("*") || path.endsWith(".*");
    String field = map ? path.substring(0, Math.max(0, path.length() - 2)) : path;
    JsonNode found = field.isEmpty() ? body : FieldPath.parse(field).in(body);
    if (found.isNull() || (optional && found.isMissingNode())) {
      return List.of();
    }
    if (request.resource().listing().single()) {
      check(found.isObject(), "an object", field);
      return List.of(found);
    }
    if (map) {
      check(found.isObject(), "a map", field);
      return values(found, request.resource().identity().idField());
    }
    check(found.isArray(), "a list", field);
    return elements(found);
  }

  private static void check(boolean isSo, String expected, String field) {
    if (!isSo) {
      throw new MalformedPageException(
          "expected " + expected + (field.isEmpty() ? " as the answer" : " at " + field));
    }
  }

  private static List<JsonNode> elements(JsonNode list) {
    List<JsonNode> items = new ArrayList<>(list.size());
    list.forEach(items::add);
    return items;
  }

  /** An object without an id gets its key in the map as the id. */
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
