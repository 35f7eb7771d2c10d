package io.pollhook.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.PageRequest;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.element.Element;
import io.pollhook.element.Paging.Style;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import io.pollhook.store.Json;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * The paging that an element declares.
 *
 * @param end how responses show where a counted listing ends
 * @param byHeader whether tokens and URLs are in a header
 * @param posts whether pages are requested by POST
 * @param delta whether changes are found by a link on the last page
 */
record PagingDeclaration(Style style, End end, boolean byHeader, boolean posts, boolean delta) {
  static final String HOME = "https://api.example/objects";

  /** The field or header with which responses show the end of the listing. */
  enum End {
    NOTHING(null),
    HAS_MORE("hasMore"),
    TOTAL("total"),
    TOTAL_HEADER("totalHeader"),
    PAGES("pages"),
    PAGES_HEADER("pagesHeader");

    private final String key;

    End(String key) {
      this.key = key;
    }
  }

  /** Returns whether tokens are in the responses. */
  boolean isNamed() {
    return style == Style.TOKEN || style == Style.NEXT_URL;
  }

  /** Leaves out what the style does not use; the rules of elements would refuse it. */
  PagingDeclaration valid() {
    boolean pages = end == End.PAGES || end == End.PAGES_HEADER;
    boolean total = end == End.TOTAL || end == End.TOTAL_HEADER;
    boolean unused =
        (pages && style != Style.PAGE)
            || (total && !style.isCounted())
            || (end == End.HAS_MORE && style == Style.LINK);
    boolean byUrl = style == Style.LINK || style == Style.NEXT_URL;
    return new PagingDeclaration(
        style, unused ? End.NOTHING : end, byHeader && isNamed(), posts && !byUrl, delta && byUrl);
  }

  private Element element() {
    ObjectNode element = Json.MAPPER.createObjectNode();
    element.put("key", "any").put("baseUrl", "https://api.example").put("items", "list");
    ObjectNode paging = element.putObject("paging").put("style", style.text());
    paging.put("parameter", "page").put("sizeParameter", "size").put("size", 100);
    if (isNamed()) {
      paging.put(byHeader ? "header" : "field", "next");
    }
    if (end.key != null) {
      paging.put(end.key, "end");
    }
    ObjectNode resource = element.putArray("resources").addObject().put("path", "/objects");
    if (posts) {
      resource.put("post", "/objects");
    }
    if (delta) {
      resource.put("changes", "delta").putObject("delta").put("field", "delta");
    }
    try {
      return Json.MAPPER.treeToValue(element, Element.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  SourceCall call(PageRequest request) {
    ObjectNode none = Json.MAPPER.createObjectNode();
    Instance instance =
        new Instance(1, "any", "any", List.of(), "", new InstanceConfiguration(none), true, 0);
    ObjectNode polling = Json.MAPPER.createObjectNode();
    polling.putObject("objects").put("url", "/hubs/general/objects");
    Element element = element();
    Subject subject =
        new Subject(
            instance,
            element,
            element.resources().get(0),
            PollingConfiguration.parse(polling).resources().get(0),
            Instant.EPOCH);
    return new SourceCall(request, "", OptionalInt.empty(), subject);
  }
}
