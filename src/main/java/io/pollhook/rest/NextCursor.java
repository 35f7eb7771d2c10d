package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import java.util.List;
import java.util.Optional;

/** Pages by the id of the last object, as long as there are more. */
final class NextCursor implements NextPage {
  @Override
  public Optional<String> after(Answer answer) {
    List<JsonNode> items = answer.items();
    RestRequest request = answer.request();
    long sum = request.page() == null ? items.size() : -1;
    if (!CountedPages.follows(answer, sum, 0)) {
      return Optional.empty();
    }
    String field = request.paging().field();
    String path = field == null ? request.resource().identity().idField() : field;
    Optional<String> id = Answer.text(items.get(items.size() - 1), path);
    if (id.isEmpty()) {
      throw new MalformedPageException("expected the last object of a page to have " + path);
    }
    // the provider includes the object of the cursor itself, and nothing follows it
    boolean nothingNew = items.size() == 1 && id.get().equals(request.page());
    return nothingNew && answer.hasMore().isEmpty() ? Optional.empty() : id;
  }
}
