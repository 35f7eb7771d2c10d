package io.pollhook.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.element.Paging.Style;
import io.pollhook.store.Json;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * A provider with objects {@code o0}, {@code o1}, … and a certain behaviour, read by the REST
 * source.
 *
 * @param most the maximum number of objects on a page, whatever the request asks for
 */
record PagingProvider(PagingDeclaration declared, Habit habit, int objects, int most) {
  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
  private static final RestCalls REST = new RestCalls(Clock.systemUTC());

  /** The behaviour of a provider past its last page, or instead of its pages. */
  enum Habit {
    HONEST,
    PAGES_SHRINK,
    LAST_PAGE_AGAIN,
    FIRST_PAGE_ALWAYS,
    STARTS_OVER,
    ONE_TOKEN_FOR_ALL,
    ALWAYS_MORE,
    UNREADABLE_END,
    TOO_HIGH_TOTAL,
    FRESH_TOKENS_FOR_EVER,
    NO_DELTA_LINK;

    private static final Set<Habit> TRUTHFUL = Set.of(HONEST, PAGES_SHRINK);
    private static final Set<Habit> ENDLESS =
        Set.of(FRESH_TOKENS_FOR_EVER, STARTS_OVER, LAST_PAGE_AGAIN);

    /** Returns whether all objects can be read. */
    boolean isTruthful() {
      return TRUTHFUL.contains(this);
    }
  }

  /** The index of the first object of each page; one page without objects if there are none. */
  private List<Integer> starts() {
    List<Integer> starts = new ArrayList<>();
    for (int start = 0; start == 0 || start < objects; start += size(start)) {
      starts.add(start);
    }
    return starts;
  }

  private int size(int start) {
    return habit == Habit.PAGES_SHRINK ? Math.max(1, most - start / 2) : most;
  }

  /**
   * Serves a page.
   *
   * @param read the number of pages of this listing that were read before, which a scroll depends
   *     on
   */
  Page page(PageRequest request, int read) {
    Exchange exchange = new DefaultExchange(CAMEL);
    REST.prepare(declared.call(request), exchange);
    Message answer = exchange.getMessage();
    answer.removeHeaders("*");
    int asked = habit == Habit.ONE_TOKEN_FOR_ALL ? starts(read) : index(request.page());
    byte[] body = body(asked, answer).toString().getBytes(StandardCharsets.UTF_8);
    answer.setBody(new ByteArrayInputStream(body));
    RestRequest made = exchange.getProperty("restRequest", RestRequest.class);
    return REST.read(200, null, null, made, exchange);
  }

  private int starts(int page) {
    List<Integer> starts = starts();
    return page < starts.size() ? starts.get(page) : objects + page - starts.size();
  }

  private ObjectNode body(int asked, Message answer) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode list = body.putArray("list");
    int start = shown(asked);
    for (int id = start; id < Math.min(start + size(start), objects); id++) {
      list.addObject().put("id", "o" + id);
    }
    boolean last = asked + size(asked) >= objects;
    putEnd(body, answer, last);
    boolean scrolls = habit == Habit.ONE_TOKEN_FOR_ALL && declared.style() == Style.TOKEN;
    if (scrolls || !last || Habit.ENDLESS.contains(habit)) {
      putNext(body, answer, scrolls ? 1 : asked + size(asked));
    } else if (habit != Habit.NO_DELTA_LINK) {
      body.put("delta", PagingDeclaration.HOME + "?since=1");
    }
    return body;
  }

  private void putEnd(ObjectNode body, Message answer, boolean last) {
    int more = habit == Habit.TOO_HIGH_TOTAL ? 3 : 0;
    Object end =
        switch (declared.end()) {
          case HAS_MORE -> !last || habit == Habit.ALWAYS_MORE;
          case TOTAL, TOTAL_HEADER -> objects + more;
          case PAGES, PAGES_HEADER -> starts().size() + more;
          case NOTHING -> "";
        };
    Object said = habit == Habit.UNREADABLE_END ? "perhaps" : end;
    body.putPOJO("end", said);
    answer.setHeader("end", said);
  }

  private void putNext(ObjectNode body, Message answer, int start) {
    String url = "?page=" + start;
    String next = declared.style() == Style.TOKEN ? "t" + start : url;
    if (declared.style() == Style.LINK) {
      answer.setHeader("Link", "<" + url + ">; rel=\"next\"");
    } else if (declared.byHeader()) {
      answer.setHeader("next", next);
    } else {
      body.put("next", next);
    }
  }

  private int shown(int asked) {
    return switch (habit) {
      case FIRST_PAGE_ALWAYS -> 0;
      case LAST_PAGE_AGAIN -> Math.min(asked, starts().get(starts().size() - 1));
      case STARTS_OVER -> objects == 0 ? 0 : asked % (most * starts().size());
      default -> asked;
    };
  }

  /** The index of the first object of the page behind a token. */
  private int index(String token) {
    if (token == null) {
      return 0;
    }
    return switch (declared.style()) {
      case PAGE -> starts(Integer.parseInt(token.split(":", 2)[0]));
      case OFFSET -> Integer.parseInt(token);
      case CURSOR, TOKEN ->
          Integer.parseInt(token.substring(1)) + (declared.style() == Style.CURSOR ? 1 : 0);
      default -> Integer.parseInt(token.replaceAll(".*=", ""));
    };
  }
}
