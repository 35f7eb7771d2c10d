package io.pollhook.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.change.Page;
import io.pollhook.store.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the body that a source route leaves (docs/routes.md): a {@link Page}, or a document with
 * the fields {@code items}, {@code nextPage} and {@code nextCursor}, as a map or as JSON in any
 * form.
 */
public final class SourceAnswer {
  /** A header that describes missing objects, which the provider does not let the account read. */
  public static final String MISSED = "pollhookMissed";

  private static final PageReader DOCUMENT = new PageReader();

  static {
    DOCUMENT.setNextPage("nextPage");
    DOCUMENT.setNextCursor("nextCursor");
  }

  private SourceAnswer() {}

  /**
   * Reads the page.
   *
   * @param date the answer's Date header; null if there is none
   * @throws MalformedPageException if the body is neither a page nor such a document
   */
  public static Page page(Object body, String date) {
    if (body instanceof Page page) {
      return page;
    }
    JsonNode document = object(body);
    if (document == null) {
      throw new MalformedPageException("the source returned no page");
    }
    return DOCUMENT.page(document, date);
  }

  /**
   * Reads the object that a detail route leaves; null if there is none.
   *
   * @throws MalformedPageException if the body is not JSON
   */
  public static JsonNode object(Object body) {
    if (body == null) {
      return null;
    }
    if (body instanceof InputStream stream) {
      return JsonAnswer.parse(stream);
    }
    if (body instanceof byte[] bytes) {
      return bytes.length == 0 ? null : JsonAnswer.parse(new ByteArrayInputStream(bytes));
    }
    if (body instanceof CharSequence text) {
      return object(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    JsonNode node = Json.MAPPER.valueToTree(body);
    if (node instanceof ObjectNode) {
      return node;
    }
    throw new MalformedPageException(
        "expected a page or a JSON object, got " + body.getClass().getSimpleName());
  }
}
