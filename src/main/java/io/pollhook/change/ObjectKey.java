package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;

/** The key of an object in the ledger: its id or, if that cannot be read, its content. */
final class ObjectKey {
  /** The prefix of keys without an id; no id begins with it. */
  private static final String NAMELESS = "\u0000";

  private ObjectKey() {}

  static String of(JsonNode item, ObjectFields fields) {
    return fields.id(item).orElseGet(() -> NAMELESS + fields.version(item));
  }

  static boolean isNameless(String key) {
    return key.startsWith(NAMELESS);
  }
}
