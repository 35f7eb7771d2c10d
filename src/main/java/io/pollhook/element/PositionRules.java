package io.pollhook.element;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules for <code>{page}</code> and <code>{size}</code> in the texts of a call: they are only
 * replaced in the text that the paging's parameter names.
 */
final class PositionRules {
  private static final String PAGE = "{page}";
  private static final String SIZE = "{size}";

  private final Mistakes mistakes;

  /**
   * Creates the rules.
   *
   * @param mistakes receives the mistakes found
   */
  PositionRules(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Adds a mistake for each placeholder that would stay as it is. */
  void check(Resource resource, Paging paging, JsonPointer at) {
    boolean posts = resource.call().post() != null;
    for (Map.Entry<String, String> text : resource.call().query().entrySet()) {
      JsonPointer declared = at.appendProperty("query").appendProperty(text.getKey());
      String name = posts ? "" : text.getKey();
      check(
          text.getValue(),
          name.equals(paging.parameter()),
          name.equals(paging.sizeParameter()),
          declared);
      checkSize(text.getValue(), paging, declared);
    }
    if (posts && resource.call().body() != null) {
      checkBody(resource.call().body(), paging, at.appendProperty("body"));
      checkIndexes(resource.call().body(), paging.parameter(), at);
      checkIndexes(resource.call().body(), paging.sizeParameter(), at);
    }
  }

  private void checkBody(JsonNode body, Paging paging, JsonPointer at) {
    String page = textAt(body, paging.parameter());
    String size = textAt(body, paging.sizeParameter());
    List<String> texts = new ArrayList<>();
    JsonNode unused =
        JsonTexts.map(
            body,
            text -> {
              texts.add(text);
              return text;
            });
    for (String text : texts) {
      check(text, text.equals(page), text.equals(size), at);
      checkSize(text, paging, at);
    }
  }

  private static String textAt(JsonNode body, String path) {
    return path == null ? null : BodyPlace.of(path).in(body).textValue();
  }

  private void check(String text, boolean hasPage, boolean hasSize, JsonPointer at) {
    if (text.contains(PAGE) && !hasPage) {
      mistakes.add(at, "has {page}, but the paging's parameter does not name this text");
    }
    if (text.contains(SIZE) && !hasSize) {
      mistakes.add(at, "has {size}, but the paging's sizeParameter does not name this text");
    }
  }

  private void checkSize(String text, Paging paging, JsonPointer at) {
    if (text.contains(SIZE) && paging.size() == null) {
      mistakes.add(at, "has {size}, but the paging has no size");
    }
  }

  /** A list in the body is not extended: what an index names must be there. */
  private void checkIndexes(JsonNode body, String path, JsonPointer at) {
    int end = path == null ? -1 : path.lastIndexOf(']');
    if (end >= 0 && BodyPlace.of(path.substring(0, end + 1)).in(body).isMissingNode()) {
      mistakes.add(at.appendProperty("body"), "has no " + path.substring(0, end + 1));
    }
  }
}
