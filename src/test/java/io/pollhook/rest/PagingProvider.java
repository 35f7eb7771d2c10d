package io.pollhook.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.change.PageRequest.Mode;
import io.pollhook.configuration.PollingConfiguration;
import io.pollhook.element.Element;
import io.pollhook.element.Paging;
import io.pollhook.element.Paging.Style;
import io.pollhook.element.Resource;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.source.SourceCall;
import io.pollhook.source.SourceCall.Subject;
import io.pollhook.store.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * A provider with objects {@code o0}, {@code o1}, … and a certain behaviour, read by the REST
 * source.
 *
 * @param most the maximum number of objects on a page, whatever the request asks for
 * @param saysMore whether its answers tell if there are more pages
 */
record PagingProvider(Style style, Habit habit, int objects, int most, boolean saysMore) {
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
  private static final RestCalls REST = new RestCalls(Clock.systemUTC());

  /** The behaviour of a provider past its last page, or instead of its pages. */
  enum Habit {
    HONEST,
    LAST_PAGE_AGAIN,
    FIRST_PAGE_ALWAYS,
    STARTS_OVER,
    ONE_TOKEN_FOR_ALL,
    ALWAYS_MORE,
    UNREADABLE_MORE,
    FRESH_TOKENS_FOR_EVER
  }

  private int pages() {
    return Math.max(1, (objects + most - 1) / most);
  }

  /**
   * Serves the page behind a token; null for the first.
   *
   * @param read the number of pages read before, which a scroll depends on
   */
  Page page(String token, int read) {
    int asked = habit == Habit.ONE_TOKEN_FOR_ALL ? read : index(token);
    Exchange exchange = new DefaultExchange(CAMEL);
    REST.prepare(call(token), exchange);
    byte[] body = body(asked).toString().getBytes(StandardCharsets.UTF_8);
    exchange.getMessage().setBody(new ByteArrayInputStream(body));
    RestRequest request = exchange.getProperty("restRequest", RestRequest.class);
    return REST.read(200, null, null, request, exchange);
  }

  private ObjectNode body(int asked) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode list = body.putArray("list");
    int page = shown(asked);
    for (int id = page * most; id < Math.min((page + 1) * most, objects); id++) {
      list.addObject().put("id", "o" + id);
    }
    boolean last = asked >= pages() - 1;
    if (habit == Habit.UNREADABLE_MORE) {
      body.put("more", "perhaps");
    } else if (says()) {
      body.put("more", !last || habit == Habit.ALWAYS_MORE);
    }
    boolean endless =
        habit == Habit.FRESH_TOKENS_FOR_EVER
            || habit == Habit.STARTS_OVER
            || habit == Habit.LAST_PAGE_AGAIN;
    if (style == Style.TOKEN && habit == Habit.ONE_TOKEN_FOR_ALL) {
      body.put("next", "t1");
    } else if (!last || endless) {
      body.put("next", style == Style.TOKEN ? "t" + (asked + 1) : "?page=" + (asked + 1));
    }
    return body;
  }

  private int shown(int asked) {
    return switch (habit) {
      case FIRST_PAGE_ALWAYS -> 0;
      case LAST_PAGE_AGAIN -> Math.min(asked, pages() - 1);
      case STARTS_OVER -> asked % pages();
      default -> asked;
    };
  }

  private boolean says() {
    return saysMore || habit == Habit.ALWAYS_MORE || habit == Habit.UNREADABLE_MORE;
  }

  private int index(String token) {
    if (token == null) {
      return 0;
    }
    return switch (style) {
      case PAGE -> Integer.parseInt(token.split(":", 2)[0]);
      case OFFSET -> (Integer.parseInt(token) + most - 1) / most;
      case CURSOR -> Integer.parseInt(token.substring(1)) / most + 1;
      case TOKEN -> Integer.parseInt(token.substring(1));
      default -> Integer.parseInt(token.replaceAll(".*=", ""));
    };
  }

  private SourceCall call(String token) {
    Resource resource = Resource.at("/objects");
    boolean named = style == Style.TOKEN || style == Style.NEXT_URL;
    Paging paging =
        new Paging(
            style,
            "page",
            named ? "next" : null,
            0,
            says() ? "more" : null,
            null,
            null,
            null,
            null,
            null,
            "size",
            100,
            100);
    Element element =
        new Element(
            "any",
            null,
            null,
            null,
            "https://api.example",
            null,
            null,
            paging,
            "list",
            null,
            null,
            null,
            List.of(resource),
            null);
    ObjectNode none = Json.MAPPER.createObjectNode();
    Instance instance =
        new Instance(1, "any", "any", List.of(), "", new InstanceConfiguration(none), true, 0);
    ObjectNode polling = Json.MAPPER.createObjectNode();
    polling.putObject("objects").put("url", "/hubs/general/objects");
    Subject subject =
        new Subject(
            instance,
            element,
            resource,
            PollingConfiguration.parse(polling).resources().get(0),
            Instant.EPOCH);
    PageRequest request = new PageRequest(Mode.CHANGES, null, token, Instant.EPOCH);
    return new SourceCall(request, "", OptionalInt.empty(), subject);
  }
}
