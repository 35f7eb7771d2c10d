package io.pollhook.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Pages for tests, whose objects are written with single quotes. */
final class Pages {
  private Pages() {}

  static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  /** The only page. */
  static Page page(Instant servedAt, String... objects) {
    return pageOf(servedAt, null, null, objects);
  }

  static Page pageOf(Instant servedAt, String nextPage, String nextCursor, String... objects) {
    List<JsonNode> items = Stream.of(objects).map(Pages::json).toList();
    return new Page(items, nextPage, nextCursor, servedAt);
  }

  /** Type and id of each change. */
  static List<String> typesAndIds(List<Change> changes) {
    return changes.stream().map(change -> change.type() + " " + change.objectId()).toList();
  }
}
