package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.pollhook.store.Json;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One page of a list, bounded by the number of its entries and by their bytes: a page of large
 * entries ends early. Entries are kept as the text that is sent, which takes less than a tree.
 */
final class BoundedList {
  private static final int MAX_BYTES = 2 << 20;

  private final ArrayNode entries = Json.ASCII.createArrayNode();
  private final int size;
  private long bytes;
  private long last;
  private boolean more;

  /**
   * Creates an empty page.
   *
   * @param size the highest number of entries
   */
  BoundedList(int size) {
    this.size = size;
  }

  /** Adds an entry. Returns false if the page is full: the entry then belongs on the next one. */
  boolean add(long id, Supplier<JsonNode> entry) {
    if (entries.size() == size || bytes >= MAX_BYTES) {
      more = true;
      return false;
    }
    String text = Json.text(entry.get());
    entries.addRawValue(new RawValue(text));
    bytes += text.length();
    last = id;
    return true;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  ArrayNode entries() {
    return entries;
  }

  /** The token of the next page; empty if all entries fitted. */
  Optional<String> nextPage() {
    return more ? Optional.of(ListPage.token(last)) : Optional.empty();
  }
}
