package io.pollhook.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Header;

/**
 * Reads a page out of a provider's JSON answer. Routes declare one for each kind of answer and name
 * the fields that the answer has.
 */
public final class PageReader {
  private String items = "items";
  private String nextPage = "nextPageToken";
  private String nextCursor = "";

  /** The field with the list of objects; empty collections may be absent. */
  public void setItems(String field) {
    items = field;
  }

  /** The field with the next page's token. */
  public void setNextPage(String field) {
    nextPage = field;
  }

  /** The field with the provider's cursor; empty where there is none. */
  public void setNextCursor(String field) {
    nextCursor = field;
  }

  /**
   * The page.
   *
   * @param date the answer's Date header
   * @throws MalformedPageException where the answer is no JSON object or the list is no list
   */
  @Handler
  public Page read(@Body InputStream body, @Header("Date") String date) {
    return page(JsonAnswer.parse(body), date);
  }

  Page page(JsonNode answer, String date) {
    if (!answer.isObject()) {
      throw new MalformedPageException("expected a JSON object");
    }
    return new Page(
        list(answer),
        PageToken.of(answer.path(nextPage)).orElse(null),
        text(answer, nextCursor),
        JsonAnswer.servedAt(date));
  }

  private List<JsonNode> list(JsonNode answer) {
    JsonNode list = answer.path(items);
    if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
      throw new MalformedPageException("expected a list at " + items);
    }
    List<JsonNode> objects = new ArrayList<>(list.size());
    list.forEach(objects::add);
    return objects;
  }

  private static String text(JsonNode answer, String field) {
    String text = field.isEmpty() ? "" : answer.path(field).asText("");
    return text.isEmpty() ? null : text;
  }
}
