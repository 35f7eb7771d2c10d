package io.pollhook.element;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/** Replaces the string values of a JSON document; names, numbers and other values stay. */
public final class JsonTexts {
  private JsonTexts() {}

  /** Returns the document with its texts replaced; null for null. */
  public static JsonNode map(JsonNode document, UnaryOperator<String> texts) {
    if (document == null || !(document.isContainerNode() || document.isTextual())) {
      return document;
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (document.isTextual()) {
      return nodes.textNode(texts.apply(document.textValue()));
    }
    if (document.isArray()) {
      ArrayNode array = nodes.arrayNode();
      document.forEach(value -> array.add(map(value, texts)));
      return array;
    }
    ObjectNode object = nodes.objectNode();
    document
        .properties()
        .forEach(field -> object.set(field.getKey(), map(field.getValue(), texts)));
    return object;
  }
}
