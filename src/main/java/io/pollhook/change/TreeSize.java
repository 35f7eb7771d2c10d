package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;

/** Estimates how much memory a JSON tree takes. */
final class TreeSize {
  /** An object with its map and table; an array with its list. */
  private static final int CONTAINER = 160;

  /** An entry of an object's map or an array's list. */
  private static final int ENTRY = 40;

  /** A value without its text. */
  private static final int VALUE = 72;

  private TreeSize() {}

  /** Returns the size in bytes, for a 64-bit JVM with compressed references. */
  static long of(JsonNode node) {
    if (!node.isContainerNode()) {
      return node.isTextual() ? VALUE + (long) node.textValue().length() : VALUE;
    }
    long size = CONTAINER + (long) ENTRY * node.size();
    for (JsonNode child : node) {
      size += of(child);
    }
    return size;
  }
}
