package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.configuration.DateTemplate;
import io.pollhook.element.BodyPlace;
import io.pollhook.element.Delta;
import io.pollhook.element.JsonTexts;
import io.pollhook.element.Paging;
import io.pollhook.element.Paging.Style;
import io.pollhook.source.SourceCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Builds the JSON body of a POST: the one that the element declares, with dates and paging. */
final class RequestBody {
  private static final JsonNode NULL = JsonNodeFactory.instance.nullNode();

  private RequestBody() {}

  /**
   * Returns the body of a call.
   *
   * @param request the request of the same call; its paging parameters are placed in the body, see
   *     {@link BodyPlace}
   */
  static byte[] of(RestRequest request, Instant now) {
    SourceCall call = request.call();
    Instant since = RequestUrl.since(call);
    JsonNode declared =
        JsonTexts.map(
            request.resource().call().body(), text -> DateTemplate.parse(text).resolve(since, now));
    ObjectNode body =
        declared instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    Paging paging = request.paging();
    if (paging.sizeParameter() != null && request.size().isPresent()) {
      place(body, paging.sizeParameter(), Position.SIZE, number(request.size().getAsInt()));
    }
    if (paging.parameter() != null) {
      placePage(body, paging, request.page());
    }
    Delta delta = request.resource().delta();
    if (delta != null && call.getCursor() != null) {
      BodyPlace.of(delta.parameter()).set(body, text(call.getCursor()));
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The first page is only named if the element's own body has a place for it. */
  private static void placePage(ObjectNode body, Paging paging, String token) {
    String page = Position.of(paging, token);
    boolean isNumber = paging.style() == Style.PAGE || paging.style() == Style.OFFSET;
    if (token != null || isInText(body, paging.parameter())) {
      JsonNode value = isNumber ? number(Long.parseLong(page)) : text(page);
      place(body, paging.parameter(), Position.PAGE, page.isEmpty() ? NULL : value);
    }
  }

  private static boolean isInText(ObjectNode body, String parameter) {
    return BodyPlace.of(parameter).in(body).asText("").contains(Position.PAGE);
  }

  /**
   * Places a value in the text that the element has at this path, or instead of it: a text that has
   * nothing but the placeholder becomes a number, or null for the first of pages without numbers.
   */
  private static void place(ObjectNode body, String path, String placeholder, JsonNode value) {
    BodyPlace place = BodyPlace.of(path);
    String text = place.in(body).asText("");
    boolean within = text.contains(placeholder) && !text.equals(placeholder);
    place.set(body, within ? text(text.replace(placeholder, value.asText(""))) : value);
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }

  private static JsonNode number(long value) {
    return JsonNodeFactory.instance.numberNode(value);
  }
}
