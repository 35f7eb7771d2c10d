package io.pollhook.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.configuration.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Header;

/**
 * Reads a page from a provider's JSON answer. Routes declare one reader for each kind of answer,
 * with the paths of the page's fields.
 */
public final class PageReader {
  private String items = "items";
  private String nextPage = "nextPageToken";
  private String hasNextPage = "";
  private String nextCursor = "";

  /** The path of the list of objects, such as {@code data.list}; empty lists may be absent. */
  public void setItems(String path) {
    items = path;
  }

  /** The path of the next page's token. */
  public void setNextPage(String path) {
    nextPage = path;
  }

  /** The path of a boolean: unless it is {@code true}, the token is ignored. */
  public void setHasNextPage(String path) {
    hasNextPage = path;
  }

  /** The path of the provider's cursor; empty if there is none. */
  public void setNextCursor(String path) {
    nextCursor = path;
  }

  /**
   * Reads the page.
   *
   * @param body JSON in any form, or a map
   * @param date the answer's Date header
   * @throws MalformedPageException if the answer is not a JSON object or the list is not a list
   */
  @Handler
  public Page read(@Body Object body, @Header("Date") String date) {
    JsonNode answer = SourceAnswer.object(body);
    if (answer == null) {
      throw new MalformedPageException("expected JSON, got nothing");
    }
    return page(answer, date);
  }

  Page page(JsonNode answer, String date) {
    if (!answer.isObject()) {
      throw new MalformedPageException("expected a JSON object");
    }
    boolean isLast = !hasNextPage.isEmpty() && !value(answer, hasNextPage).asBoolean();
    return new Page(
        list(answer),
        isLast ? null : PageToken.of(value(answer, nextPage)).orElse(null),
        text(answer, nextCursor),
        JsonAnswer.servedAt(date));
  }

  private List<JsonNode> list(JsonNode answer) {
    JsonNode list = value(answer, items);
    if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
      throw new MalformedPageException("expected a list at " + items);
    }
    List<JsonNode> objects = new ArrayList<>(list.size());
    list.forEach(objects::add);
    return objects;
  }

  private static JsonNode value(JsonNode answer, String path) {
    return FieldPath.parse(path).in(answer);
  }

  private static String text(JsonNode answer, String path) {
    String text = path.isEmpty() ? "" : value(answer, path).asText("");
    return text.isEmpty() ? null : text;
  }
}
