package io.pollhook.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Reads a page that the strict reader refuses, object by object. An unreadable object is replaced
 * by a note of the reason, so that all others are reported, and it is reported once, as an object
 * without an id. An unreadable field around the list is replaced likewise.
 */
final class DamagedPage {
  private static final int LONGEST_NUMBER = 1_000;
  private static final int LONGEST_NAME = StreamReadConstraints.DEFAULT_MAX_NAME_LEN;
  private static final int LONGEST_EXCERPT = 1_000;

  /** The highest number of levels around the list of a page. */
  private static final int DEEPEST_LIST = 10;

  /** Accepts all JSON, the numbers NaN and Infinity, and line breaks within strings. */
  private static final JsonFactory TOLERANT =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100_000)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private final String text;
  private final JsonParser parser;
  private boolean inList;

  private DamagedPage(String text) throws IOException {
    this.text = text;
    this.parser = TOLERANT.createParser(text);
  }

  /** Thrown when an object cannot be read. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String reason) {
      super(reason);
    }
  }

  /**
   * Reads the document.
   *
   * @throws IOException if it is not JSON
   */
  static JsonNode read(String text) throws IOException {
    DamagedPage page = new DamagedPage(text);
    try {
      page.parser.nextToken();
      JsonNode document = page.value(0);
      if (page.parser.nextToken() != null) {
        throw new IOException("there is text after the document");
      }
      return document;
    } catch (UnreadableException e) {
      throw new IOException("the document " + e.getMessage(), e);
    }
  }

  private JsonNode value(int depth) throws IOException, UnreadableException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      if (depth == Json.DEEPEST) {
        throw new UnreadableException("is nested deeper than " + Json.DEEPEST + " levels");
      }
      return token == JsonToken.START_OBJECT ? object(depth) : array(depth);
    }
    JsonNodeFactory nodes = Json.MAPPER.getNodeFactory();
    return switch (token) {
      case VALUE_STRING -> nodes.textNode(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(nodes);
      default -> nodes.nullNode();
    };
  }

  private JsonNode number(JsonNodeFactory nodes) throws IOException, UnreadableException {
    int length = parser.getTextLength();
    if (length > LONGEST_NUMBER) {
      throw new UnreadableException("has a number with " + length + " digits");
    }
    if (parser.isNaN()) {
      throw new UnreadableException("has the number " + parser.getText());
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      return decimal(nodes);
    }
    return switch (parser.getNumberType()) {
      case INT -> nodes.numberNode(parser.getIntValue());
      case LONG -> nodes.numberNode(parser.getLongValue());
      default -> nodes.numberNode(new BigInteger(parser.getText()));
    };
  }

  private JsonNode decimal(JsonNodeFactory nodes) throws IOException, UnreadableException {
    try {
      return nodes.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException e) {
      throw new UnreadableException("has the number " + parser.getText());
    }
  }

  private ObjectNode object(int depth) throws IOException, UnreadableException {
    ObjectNode object = Json.MAPPER.createObjectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (name.length() > LONGEST_NAME) {
        throw new UnreadableException("has a field name with " + name.length() + " characters");
      }
      parser.nextToken();
      object.set(name, inList || depth > DEEPEST_LIST ? value(depth + 1) : field(depth));
    }
    return object;
  }

  /** Reads a field around the list: an object of a map, or one that no one may need. */
  private JsonNode field(int depth) throws IOException {
    JsonStreamContext around = parser.getParsingContext();
    boolean isContainer = parser.currentToken().isStructStart();
    return readable("field", depth, isContainer ? around.getParent() : around);
  }

  private ArrayNode array(int depth) throws IOException, UnreadableException {
    boolean outermost = !inList;
    inList = true;
    ArrayNode array = Json.MAPPER.createArrayNode();
    JsonStreamContext here = parser.getParsingContext();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(outermost ? readable("object", depth, here) : value(depth + 1));
    }
    inList = !outermost;
    return array;
  }

  /**
   * Reads a value, or returns the reason why it cannot be read.
   *
   * @param around the list or object that it is in, behind which the parser is not moved
   */
  private JsonNode readable(String what, int depth, JsonStreamContext around) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    try {
      return value(depth + 1);
    } catch (UnreadableException e) {
      while (parser.getParsingContext() != around) {
        parser.nextToken();
      }
      int end = Math.min((int) parser.currentLocation().getCharOffset(), start + LONGEST_EXCERPT);
      return Json.MAPPER
          .createObjectNode()
          .put("unreadable", "this " + what + " " + e.getMessage())
          .put("excerpt", text.substring(start, end));
    }
  }
}
