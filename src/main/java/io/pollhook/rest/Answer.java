package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.polling.FieldPath;
import java.util.List;
import java.util.Optional;

/**
 * A page as a provider sent it.
 *
 * @param request what it answers
 * @param body the whole document
 * @param items the objects on it
 * @param link the Link header; empty where there is none
 */
record Answer(RestRequest request, JsonNode body, List<JsonNode> items, String link) {

  /** A field of the document as text; empty where it is absent, null or empty. */
  Optional<String> text(String path) {
    return text(body, path);
  }

  /** Whether a page shorter than asked for, or without objects, says that it is the last. */
  boolean isShort() {
    return items.isEmpty()
        || (request.size().isPresent() && items.size() < request.size().getAsInt());
  }

  /**
   * What the answer says of more pages; empty where it does not say. A field that tells of more and
   * is absent says that there are none; one that tells of the last page says nothing then.
   */
  Optional<Boolean> hasMore() {
    String path = request.paging().hasMore();
    if (path == null) {
      return Optional.empty();
    }
    return path.startsWith("!")
        ? text(path.substring(1)).map(last -> !last.equalsIgnoreCase("true"))
        : Optional.of(text(path).filter(more -> more.equalsIgnoreCase("true")).isPresent());
  }

  static Optional<String> text(JsonNode node, String path) {
    JsonNode value = FieldPath.parse(path).in(node);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }
}
