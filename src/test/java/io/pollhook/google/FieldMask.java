package io.pollhook.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Google's partial responses: {@code fields=nextPageToken,items(id,start/dateTime)}. Fields that
 * are not requested are left out.
 */
final class FieldMask {
  private final Map<String, FieldMask> fields = new LinkedHashMap<>();

  private FieldMask() {}

  /** Reads a mask; empty if it is malformed. */
  static Optional<FieldMask> parse(String text) {
    Reader reader = new Reader(text);
    FieldMask mask = new FieldMask();
    return reader.readInto(mask) && reader.position == text.length()
        ? Optional.of(mask)
        : Optional.empty();
  }

  /** Removes the fields that the mask does not name. */
  void applyTo(JsonNode node) {
    if (fields.isEmpty() || fields.containsKey("*")) {
      return;
    }
    if (node instanceof ArrayNode array) {
      array.forEach(this::applyTo);
    } else if (node instanceof ObjectNode object) {
      object.retain(fields.keySet());
      fields.forEach((name, inner) -> inner.applyTo(object.path(name)));
    }
  }

  /** A recursive descent parser for {@code name[/name…][(mask)]}, separated by commas. */
  private static final class Reader {
    private final String text;
    private int position;

    Reader(String text) {
      this.text = text;
    }

    boolean readInto(FieldMask mask) {
      do {
        FieldMask inner = mask;
        do {
          String name = name();
          if (name.isEmpty()) {
            return false;
          }
          inner = inner.fields.computeIfAbsent(name, any -> new FieldMask());
        } while (skip('/'));
        if (skip('(') && !(readInto(inner) && skip(')'))) {
          return false;
        }
      } while (skip(','));
      return true;
    }

    private String name() {
      int start = position;
      while (position < text.length() && isName(text.charAt(position))) {
        position++;
      }
      return text.substring(start, position);
    }

    private static boolean isName(char c) {
      return Character.isLetterOrDigit(c) || c == '*' || c == '_';
    }

    private boolean skip(char expected) {
      boolean found = position < text.length() && text.charAt(position) == expected;
      if (found) {
        position++;
      }
      return found;
    }
  }
}
