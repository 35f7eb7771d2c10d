package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of a page, as the YAML has them: the beans are stubs. */
public class PollPageRouteTest extends CamelTestSupport {
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final StubPolls polls = new StubPolls();

  /** An object of a page. */
  public record Found(String id, boolean isCreated) {}

  /** What the route asks of a poll. */
  public record StubPoll(String getSource, boolean isDetailed, String getDetail) {}

  /** Notes what the route asks for. */
  public static class StubPolls {
    private final Set<String> transformed = ConcurrentHashMap.newKeySet();
    private volatile List<Found> page = List.of();
    private volatile Throwable recovered;
    private volatile boolean done;

    /** Makes the call. */
    public void ask(Exchange exchange) {
      exchange.getMessage().setBody("call");
    }

    /** The page's changes. */
    public List<Found> filter() {
      return page;
    }

    /** Keeps the claim. */
    public void keepClaim() {}

    /** One batch of all. */
    public List<List<Found>> inBatches(@Body List<Found> found) {
      return List.of(found);
    }

    /** Makes an event. */
    public void transform(Exchange exchange) {
      transformed.add(exchange.getMessage().getBody(Found.class).id());
    }

    /** The end of the page. */
    public void pageDone() {
      done = true;
    }

    /** The end of a page that failed. */
    public void recover(Exchange exchange) {
      recovered = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("polls", polls);
    registry.bind("pollWorkers", workers);
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("poll-page.camel.yaml", routeOfAPage()));
    return context;
  }

  /** That route and what it calls, for the others have beans and ticks of their own. */
  private static String routeOfAPage() throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    ArrayNode alone = yaml.createArrayNode();
    for (JsonNode entry : yaml.readTree(Path.of("routes/poll.camel.yaml").toFile())) {
      if (List.of("poll-page", "poll-changes").contains(entry.at("/route/id").asText())) {
        alone.add(entry);
      }
    }
    return yaml.writeValueAsString(alone);
  }

  @Override
  protected RouteBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from("direct:source").to("mock:source");
        from("direct:detail").to("mock:detail");
      }
    };
  }

  @AfterEach
  void stopWorkers() {
    workers.shutdownNow();
  }

  private void readPage(boolean detailed) {
    StubPoll poll = new StubPoll("source", detailed, "detail");
    template.sendBodyAndProperty("direct:poll-page", "", "poll", poll);
  }

  @Test
  void asksTheSourceAndTransformsEachChange() throws Exception {
    polls.page = List.of(new Found("a", true), new Found("b", false));
    MockEndpoint source = getMockEndpoint("mock:source");
    source.expectedBodiesReceived("call");

    readPage(false);

    source.assertIsSatisfied();
    assertThat(polls.transformed).containsExactlyInAnyOrder("a", "b");
    assertThat(polls.done).isTrue();
  }

  @Test
  void asksForTheDetailsOfWhatWasCreatedAlone() throws Exception {
    polls.page = List.of(new Found("a", true), new Found("b", false), new Found("c", true));
    MockEndpoint detail = getMockEndpoint("mock:detail");
    detail.expectedMessageCount(2);

    readPage(true);

    detail.assertIsSatisfied();
    assertThat(polls.transformed).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void recoversFromASourceThatFails() {
    IllegalStateException refusal = new IllegalStateException("429");
    getMockEndpoint("mock:source")
        .whenAnyExchangeReceived(
            exchange -> {
              throw refusal;
            });

    readPage(false);

    assertThat(polls.recovered).isSameAs(refusal);
    assertThat(polls.done).isFalse();
  }

  @Test
  void recoversFromADetailThatFails() {
    polls.page = List.of(new Found("a", true));
    getMockEndpoint("mock:detail")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("429");
            });

    readPage(true);

    assertThat(polls.recovered).hasRootCauseMessage("429");
    assertThat(polls.done).isFalse();
  }
}
