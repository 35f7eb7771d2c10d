package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Change;
import io.pollhook.change.Page;
import io.pollhook.change.PageRequest;
import io.pollhook.event.Event;
import io.pollhook.event.EventType;
import io.pollhook.instance.Instance;
import io.pollhook.source.SourceCall;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Expressions on the body of a route cost the same for objects of any size: Camel looks up the bean
 * of each expression by its hash code.
 */
class CheapHashCodesTest {
  /** An object that nobody may read as a whole. */
  private static ObjectNode hugeObject() {
    Object untouchable =
        new Object() {
          @Override
          public int hashCode() {
            throw new AssertionError("the whole object was read");
          }
        };
    return Json.MAPPER.createObjectNode().putPOJO("field", untouchable);
  }

  private static Stream<Object> bodies() {
    Instant now = Instant.EPOCH;
    return Stream.of(
        new Change(EventType.CREATED, "1", now, hugeObject(), null),
        new Event("messages", "1", EventType.CREATED, now, now, null, hugeObject()),
        new Page(List.of(hugeObject()), null, "cursor", now));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void expressionOnABodyDoesNotReadItsObjects(Object body) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.start();
      Language simple = context.resolveLanguage("simple");
      DefaultExchange exchange = new DefaultExchange(context);
      exchange.getMessage().setBody(body);
      String isThere = "${body.getClass} != null";
      assertThat(simple.createPredicate(isThere).matches(exchange)).isTrue();
    }
  }

  @Test
  void pollIsLookedUpByItsFeed() {
    try (FeedFixture fixture = new FeedFixture(Dialect.SQLITE, Clock.systemUTC())) {
      Instance instance = fixture.instance("calendars/primary/events");
      Poll poll = fixture.poll(fixture.claim(instance, Duration.ofHours(1))).poll;
      assertThat(poll).hasSameHashCodeAs(withoutElement(poll));
    }
  }

  private static Poll withoutElement(Poll poll) {
    return new Poll(poll.feed(), null, null, null, null, null, null, false);
  }

  @Test
  void callIsLookedUpByItsPage() {
    SourceCall.Subject subject = new SourceCall.Subject(null, null, null, null, Instant.MAX);
    PageRequest page = new PageRequest(PageRequest.Mode.CHANGES, "cursor", null, null);
    assertThat(new SourceCall(page, "part", OptionalInt.empty(), subject))
        .hasSameHashCodeAs(new SourceCall(page, "part", OptionalInt.empty(), null));
  }
}
