package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import java.util.List;
import java.util.Optional;

/** The id of the last object, as long as there are more. */
final class NextCursor implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    List<JsonNode> items = answer.items();
    if (items.isEmpty() || !answer.hasMore().orElse(!answer.isShort())) {
      return Optional.empty();
    }
    String field = answer.request().paging().field();
    String path = field == null ? answer.request().resource().idField() : field;
    Optional<String> id = Answer.text(items.get(items.size() - 1), path);
    if (id.isEmpty()) {
      throw new MalformedPageException("expected the last object of a page to have " + path);
    }
    return id;
  }
}
