package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.configuration.FieldPath;
import io.pollhook.element.Paging;
import io.pollhook.log.Shortened;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A page as a provider sent it.
 *
 * @param request the request that it answers
 * @param body the whole document
 * @param items the objects in it
 * @param header returns the value of a response header, or null
 */
record Answer(
    RestRequest request, JsonNode body, List<JsonNode> items, UnaryOperator<String> header) {
  private static final Set<String> YES = Set.of("true", "t", "yes", "y", "on");
  private static final Set<String> NO = Set.of("false", "f", "no", "n", "off", "", "null");

  /** The field of the document, or a missing node. */
  JsonNode field(String path) {
    return FieldPath.parse(path).in(body);
  }

  /** Returns whether there are fewer objects than requested, or none. */
  boolean isShort() {
    return items.isEmpty()
        || (request.size().isPresent() && items.size() < request.size().getAsInt());
  }

  /**
   * Returns whether there are more pages; empty if the answer does not say.
   *
   * @throws MalformedPageException if the field cannot be read
   */
  Optional<Boolean> hasMore() {
    String path = request.paging().hasMore();
    if (path == null) {
      return Optional.empty();
    }
    boolean last = path.startsWith("!");
    JsonNode value = field(last ? path.substring(1) : path);
    return value.isMissingNode() || value.isNull()
        ? Optional.empty()
        : Optional.of(isYes(value, path) != last);
  }

  private static boolean isYes(JsonNode value, String path) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    String text = value.isValueNode() ? value.asText().strip().toLowerCase(Locale.ROOT) : "a list";
    if (text.matches("[+-]?\\d{1,18}(\\.\\d{1,18})?")) {
      return Double.parseDouble(text) > 0;
    }
    if (YES.contains(text) || (NO.contains(text) && value.isValueNode())) {
      return YES.contains(text);
    }
    throw new MalformedPageException(
        "expected true or false at %s, got %s".formatted(path, Shortened.to(50, text)));
  }

  /** The total number of objects in the listing; empty if the answer does not say. */
  OptionalLong total() {
    Paging paging = request.paging();
    return number(paging.total(), paging.totalHeader());
  }

  /** The total number of pages; empty if the answer does not say. */
  OptionalLong pages() {
    Paging paging = request.paging();
    return number(paging.pages(), paging.pagesHeader());
  }

  private OptionalLong number(String path, String headerName) {
    String text = path == null ? null : field(path).asText("");
    text = text == null && headerName != null ? header.apply(headerName) : text;
    return text != null && text.strip().matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text.strip()))
        : OptionalLong.empty();
  }

  static Optional<String> text(JsonNode node, String path) {
    JsonNode value = FieldPath.parse(path).in(node);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }
}
