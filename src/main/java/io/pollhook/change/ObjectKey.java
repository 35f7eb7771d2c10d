package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;

/** What the ledger knows an object by: its id or, where none can be read, its content. */
final class ObjectKey {
  /** No id begins so. */
  private static final String NAMELESS = "\u0000";

  private ObjectKey() {}

  static String of(JsonNode item, ObjectFields fields) {
    return fields.id(item).orElseGet(() -> NAMELESS + fields.version(item));
  }

  static boolean isNameless(String key) {
    return key.startsWith(NAMELESS);
  }
}
