package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One page as a source returns it.
 *
 * @param items the objects, in the provider's order
 * @param nextPage the token of the next page; null on the last one
 * @param nextCursor the provider's cursor after this page; null if there is none
 * @param servedAt when the page was served, by the provider's clock; null if unknown
 * @param etag the ETag of a first page, with which an unchanged page is not sent again (RFC 9110
 *     §8.8.3); null if there is none
 */
public record Page(
    List<JsonNode> items, String nextPage, String nextCursor, Instant servedAt, String etag) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** Creates a page without an ETag. */
  public Page(List<JsonNode> items, String nextPage, String nextCursor, Instant servedAt) {
    this(items, nextPage, nextCursor, servedAt, null);
  }

  /** Cheap, because Camel looks an object up by its hash code for each expression on it. */
  @Override
  public int hashCode() {
    return Objects.hash(items.size(), nextPage, nextCursor);
  }

  /** Returns the page with the given time if the provider sent none. */
  public Page orServedAt(Instant otherwise) {
    return servedAt == null ? new Page(items, nextPage, nextCursor, otherwise, etag) : this;
  }
}
