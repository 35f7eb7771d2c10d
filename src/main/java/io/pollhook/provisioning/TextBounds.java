package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;

/** Limits the length of the texts of a request, in characters. */
final class TextBounds {
  /** A name, a tag, or a key of the configuration. */
  static final int NAME = 255;

  static final int URL = 2_048;

  /** Any other value of the configuration. */
  static final int VALUE = 65_536;

  private TextBounds() {}

  /**
   * Returns the text if it is short enough.
   *
   * @throws Problem that names the field and the bound, but not the text: it may be a secret
   */
  static String check(String field, String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      throw Problem.invalid(field + " has " + length + " characters, expected at most " + most);
    }
    return text;
  }

  /** Checks a value, and every key and text within it. */
  static void checkAll(String field, JsonNode value, int most) {
    if (value.isTextual()) {
      check(field, value.textValue(), most);
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      checkAll(field + "[" + i + "]", value.get(i), VALUE);
    }
    value
        .properties()
        .forEach(
            entry -> {
              check("a key in " + field, entry.getKey(), NAME);
              checkAll(field + "." + entry.getKey(), entry.getValue(), VALUE);
            });
  }
}
