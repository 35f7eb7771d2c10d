package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * One page as a source answers it.
 *
 * @param items the objects, in the provider's order
 * @param nextPage the token of the next page; null on the last one
 * @param nextCursor the provider's cursor after this page; null where it gives none
 * @param servedAt when, by the provider's clock; null if it does not say
 * @param etag what the same first page need not be sent again for (RFC 9110 §8.8.3); null where the
 *     source knows none
 */
public record Page(
    List<JsonNode> items, String nextPage, String nextCursor, Instant servedAt, String etag) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** A page that has to be sent again when it is asked for again. */
  public Page(List<JsonNode> items, String nextPage, String nextCursor, Instant servedAt) {
    this(items, nextPage, nextCursor, servedAt, null);
  }

  /** Takes the time of the poll where the provider tells none. */
  public Page orServedAt(Instant otherwise) {
    return servedAt == null ? new Page(items, nextPage, nextCursor, otherwise, etag) : this;
  }
}
