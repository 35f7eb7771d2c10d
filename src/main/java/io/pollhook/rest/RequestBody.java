package io.pollhook.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.configuration.DateTemplate;
import io.pollhook.element.Delta;
import io.pollhook.element.JsonTexts;
import io.pollhook.element.Paging;
import io.pollhook.element.Paging.Style;
import io.pollhook.source.SourceCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Builds the JSON body of a POST: the one that the element declares, with dates and paging. */
final class RequestBody {
  private RequestBody() {}

  /**
   * Returns the body of a call.
   *
   * @param request the request of the same call; its paging parameters are placed in the body, at
   *     paths of names separated by dots
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
      place(body, paging.sizeParameter(), number(request.size().getAsInt()));
    }
    if (request.page() != null && paging.parameter() != null) {
      place(body, paging.parameter(), page(paging.style(), request.page()));
    }
    Delta delta = request.resource().delta();
    if (delta != null && call.getCursor() != null) {
      place(body, delta.parameter(), JsonNodeFactory.instance.textNode(call.getCursor()));
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode page(Style style, String token) {
    return switch (style) {
      case PAGE -> number(Long.parseLong(NextNumber.number(token)));
      case OFFSET -> number(Long.parseLong(token));
      default -> JsonNodeFactory.instance.textNode(token);
    };
  }

  private static JsonNode number(long value) {
    return JsonNodeFactory.instance.numberNode(value);
  }

  private static void place(ObjectNode body, String path, JsonNode value) {
    List<String> names = List.of(path.split("\\."));
    ObjectNode place = body;
    for (String name : names.subList(0, names.size() - 1)) {
      place = place.get(name) instanceof ObjectNode inner ? inner : place.putObject(name);
    }
    place.set(names.get(names.size() - 1), value);
  }
}
