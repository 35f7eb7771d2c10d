package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pollhook.engine.ClaimLog;
import io.pollhook.event.Event;
import io.pollhook.event.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests each poll route alone, with its neighbours replaced by mocks. */
class PollRouteStepsTest {
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final StubPolls polls = new StubPolls();
  private final CamelContext context = new DefaultCamelContext();

  /** The part of a change that the routes use. */
  public record Found(String id, boolean isCreated) {}

  /** The part of a poll that the routes use. */
  public record StubPoll(boolean hasDetails, String getDetail) {}

  /** The part of a poll's progress that the routes use, with a number of pages. */
  public static class StubProgress {
    private final String source;
    private final boolean breaksOff;
    private int pages;

    StubProgress(String source, int pages, boolean breaksOff) {
      this.source = source;
      this.pages = pages;
      this.breaksOff = breaksOff;
    }

    /** Returns the route of the source. */
    public String getSource() {
      return source;
    }

    /** Returns whether there is another page. */
    public boolean isReading() {
      return pages-- > 0;
    }

    /** Returns whether the listing broke off. */
    public boolean isBrokenOff() {
      return breaksOff;
    }
  }

  /** The beans that the routes call: each changes the body in a visible way. */
  public static class StubPolls {
    private volatile Object done;
    private volatile Object batch;
    private volatile Throwable recovered;
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private volatile StubProgress progress;

    /** Claims two feeds. */
    public List<String> claim(String source) {
      return List.of(source + " 1", source + " 2");
    }

    /** Starts the poll of a feed; null if the feed was deleted. */
    public StubPoll start(String feed) {
      steps.add("start " + feed);
      return progress == null ? null : new StubPoll(false, null);
    }

    /** Returns the progress. */
    public StubProgress begin() {
      return progress;
    }

    /** Notes a commit. */
    public void commit() {
      steps.add("commit");
    }

    /** Notes an abandoned poll. */
    public void abandon(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable cause) {
      steps.add("abandon " + cause.getMessage());
    }

    /** Notes the release of the claim. */
    public void release() {
      steps.add("release");
    }

    /** Returns the changes of the pages read before the listing broke off. */
    public List<String> breakOff() {
      return List.of("so far");
    }

    /** Prepares the request. */
    public String request() {
      return "call";
    }

    /** Finds the changes. */
    public List<String> filter(String page) {
      return List.of("changes of", page);
    }

    /** Splits changes into batches of two. */
    public List<List<Object>> batches(List<Object> changes) {
      return List.of(
          List.copyOf(changes.subList(0, 2)), List.copyOf(changes.subList(2, changes.size())));
    }

    /** Notes the end of a page. */
    public void pageDone(Exchange exchange) {
      done = exchange.getMessage().getBody();
    }

    /** Makes an event. */
    public Event transform(Found change) {
      return new Event(
          "t", change.id(), EventType.CREATED, null, Instant.EPOCH, null, NullNode.instance);
    }

    /** Notes the end of a batch. */
    public void batchDone(Exchange exchange) {
      done = exchange.getMessage().getBody();
      batch = exchange.getProperty("batch");
    }

    /** Notes the failure of a page. */
    public void recover(Exchange exchange) {
      recovered = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    }
  }

  /** The completion of changes, which keeps the result of the detail route unless it failed. */
  public static class StubDetails implements AggregationStrategy {
    /** Does nothing. */
    public void prepare() {}

    /** Returns whether an object needs its details. */
    public boolean isToBeCompleted(Found change) {
      return change.isCreated();
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange after) {
      return after.getException() == null ? after : before;
    }

    /** Does nothing. */
    public void withoutOlder() {}
  }

  /** The health check. */
  public static class StubTicks {
    /** Notes that a loop works. */
    public void beat(String loop) {
      // not checked
    }
  }

  /** The hook's bean, which makes a map with the id and returns the result unchanged. */
  public static class StubHook implements AggregationStrategy {
    /** Has the hook called. */
    public boolean isUsed() {
      return true;
    }

    /** Makes the map. */
    public Map<String, Object> toMap(Event event) {
      return Map.of("objectId", event.objectId());
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange after) {
      return after;
    }
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
    workers.shutdownNow();
  }

  /** Starts one route of the file; every other route that it calls is a mock. */
  private MockEndpoint start(String route, String... neighbours) throws Exception {
    context.getRegistry().bind("claims", polls);
    context.getRegistry().bind("polls", polls);
    context.getRegistry().bind("pollWorkers", workers);
    context.getRegistry().bind("ticks", new StubTicks());
    context.getRegistry().bind("claimLog", new ClaimLog());
    context.getRegistry().bind("collect", new GroupedBodyAggregationStrategy());
    context.getRegistry().bind("eventHook", new StubHook());
    context.getRegistry().bind("details", new StubDetails());
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("alone.camel.yaml", alone(route)));
    String mocks =
        Stream.of(neighbours)
            .map(
                name ->
                    "- route: {errorHandler: {noErrorHandler: {}}, from: {uri: 'direct:%s', steps: [{to: 'mock:%s'}]}}\n"
                        .formatted(name, name))
            .reduce("", String::concat);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("mocks.camel.yaml", mocks));
    context.start();
    return context.getEndpoint("mock:" + neighbours[0], MockEndpoint.class);
  }

  private static String alone(String route) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    ArrayNode alone = yaml.createArrayNode();
    for (JsonNode entry : yaml.readTree(Path.of("routes/poll.camel.yaml").toFile())) {
      if (entry.at("/route/id").asText().equals(route)) {
        alone.add(entry);
      }
    }
    return yaml.writeValueAsString(alone);
  }

  private Object send(String route, Object body, Map<String, Object> properties) {
    Exchange exchange =
        context
            .createProducerTemplate()
            .request(
                "direct:" + route,
                sent -> {
                  sent.getMessage().setBody(body);
                  properties.forEach(sent::setProperty);
                });
    if (exchange.getException() != null) {
      throw new IllegalStateException(exchange.getException());
    }
    return exchange.getMessage().getBody();
  }

  private static Map<String, Object> detailed(boolean hasDetails) {
    return Map.of("poll", new StubPoll(hasDetails, "detail"));
  }

  @Test
  void eachClaimedFeedIsHandedToAWorker() throws Exception {
    MockEndpoint feed = start("claim-feeds", "poll-feed");
    feed.expectedBodiesReceivedInAnyOrder("gmail 1", "gmail 2");

    send("claim-feeds", "gmail", Map.of());

    feed.assertIsSatisfied();
  }

  @Test
  void pageGoesFromTheSourceThroughTheFilterToTheChanges() throws Exception {
    MockEndpoint source = start("poll-page", "source", "poll-changes");
    source.expectedBodiesReceived("call");
    source.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("page 1"));
    MockEndpoint changes = context.getEndpoint("mock:poll-changes", MockEndpoint.class);
    changes.expectedBodiesReceived(List.of(List.of("changes of", "page 1")));

    send("poll-page", null, Map.of("progress", new StubProgress("source", 1, false)));

    MockEndpoint.assertIsSatisfied(context);
    assertThat(polls.recovered).isNull();
  }

  @Test
  void failureOfTheSourceIsHandled() throws Exception {
    IllegalStateException refusal = new IllegalStateException("429");
    start("poll-page", "source", "poll-changes")
        .whenAnyExchangeReceived(
            exchange -> {
              throw refusal;
            });

    send("poll-page", null, Map.of("progress", new StubProgress("source", 1, false)));

    assertThat(polls.recovered).isSameAs(refusal);
  }

  @Test
  void changesOfAPageAreProcessedBatchByBatch() throws Exception {
    MockEndpoint batch = start("poll-changes", "poll-batch");
    batch.expectedBodiesReceived(List.of("a", "b"), List.of("c"));

    send("poll-changes", List.of("a", "b", "c"), Map.of());

    batch.assertIsSatisfied();
    assertThat(polls.done).isNotNull();
  }

  @Test
  void batchThatFailsEndsThePage() throws Exception {
    MockEndpoint batch = start("poll-changes", "poll-batch");
    batch.whenAnyExchangeReceived(
        exchange -> {
          throw new IllegalStateException("no");
        });

    assertThatThrownBy(() -> send("poll-changes", List.of("a", "b", "c"), Map.of()))
        .hasRootCauseMessage("no");

    assertThat(batch.getReceivedCounter()).isEqualTo(1);
    assertThat(polls.done).isNull();
  }

  @Test
  void feedIsPolledPageByPageAndCommitted() throws Exception {
    polls.progress = new StubProgress("source", 2, false);
    MockEndpoint page = start("poll-feed", "poll-page", "poll-broken-off");
    page.expectedMessageCount(2);
    context.getEndpoint("mock:poll-broken-off", MockEndpoint.class).expectedMessageCount(0);

    send("poll-feed", "feed", Map.of());

    MockEndpoint.assertIsSatisfied(context);
    assertThat(polls.steps).containsExactly("start feed", "commit", "release");
  }

  @Test
  void deletedFeedIsReleasedAtOnce() throws Exception {
    start("poll-feed", "poll-page", "poll-broken-off").expectedMessageCount(0);

    send("poll-feed", "feed", Map.of());

    MockEndpoint.assertIsSatisfied(context);
    assertThat(polls.steps).containsExactly("start feed", "release");
  }

  @Test
  void brokenOffListingReportsItsChangesBeforeTheCommit() throws Exception {
    polls.progress = new StubProgress("source", 1, true);
    start("poll-feed", "poll-broken-off", "poll-page").expectedMessageCount(1);

    send("poll-feed", "feed", Map.of());

    MockEndpoint.assertIsSatisfied(context);
    assertThat(polls.steps).containsExactly("start feed", "commit", "release");
  }

  @Test
  void pollThatBreaksOffIsAbandonedAndReleased() throws Exception {
    polls.progress = new StubProgress("source", 1, false);
    start("poll-feed", "poll-page", "poll-broken-off")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("no");
            });

    send("poll-feed", "feed", Map.of());

    assertThat(polls.steps).containsExactly("start feed", "abandon no", "release");
  }

  @Test
  void changesOfABrokenOffListingAreProcessedAsUsual() throws Exception {
    MockEndpoint changes = start("poll-broken-off", "poll-changes");
    changes.expectedBodiesReceived(List.of(List.of("so far")));

    send("poll-broken-off", null, Map.of());

    changes.assertIsSatisfied();
  }

  @Test
  void changesOfABrokenOffListingMayFail() throws Exception {
    start("poll-broken-off", "poll-changes")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("no");
            });

    assertThatCode(() -> send("poll-broken-off", null, Map.of("poll", "a poll")))
        .doesNotThrowAnyException();
  }

  private void becomeEvent(Exchange exchange) {
    Found change = exchange.getMessage().getBody(Found.class);
    exchange.getMessage().setBody("event " + change.id());
  }

  @Test
  void changeBecomesAnEventAndItsMapGoesToTheHook() throws Exception {
    MockEndpoint hook = start("poll-change", "event");
    hook.expectedBodiesReceived(Map.of("objectId", "a"));

    Object left = send("poll-change", new Found("a", true), Map.of());

    hook.assertIsSatisfied();
    assertThat(left).isEqualTo(Map.of("objectId", "a"));
  }

  @Test
  void batchOfChangesBecomesAListOfEvents() throws Exception {
    start("poll-batch", "poll-change", "poll-details").whenAnyExchangeReceived(this::becomeEvent);
    List<Found> batch = List.of(new Found("a", true), new Found("b", false));

    send("poll-batch", batch, detailed(false));

    assertThat(polls.done).isEqualTo(List.of("event a", "event b"));
    assertThat(polls.batch).isEqualTo(batch);
  }

  @Test
  void onlyTheEventThatTheHookDropsIsMissing() throws Exception {
    start("poll-batch", "poll-change", "poll-details")
        .whenAnyExchangeReceived(
            exchange -> {
              becomeEvent(exchange);
              if (exchange.getMessage().getBody().equals("event b")) {
                exchange.getMessage().setBody(null);
              }
            });

    send(
        "poll-batch",
        Stream.of("a", "b", "c").map(id -> new Found(id, true)).toList(),
        detailed(false));

    assertThat(polls.done).isEqualTo(List.of("event a", "event c"));
  }

  @Test
  void batchGetsItsDetailsFirst() throws Exception {
    start("poll-batch", "poll-details", "poll-change")
        .whenAnyExchangeReceived(
            exchange -> exchange.getMessage().setBody(List.of(new Found("whole", true))));

    context
        .getEndpoint("mock:poll-change", MockEndpoint.class)
        .whenAnyExchangeReceived(this::becomeEvent);

    send("poll-batch", List.of(new Found("a", true)), detailed(true));

    assertThat(polls.done).isEqualTo(List.of("event whole"));
  }

  @Test
  void onlyCreatedObjectsGetDetails() throws Exception {
    MockEndpoint detail = start("poll-details", "detail");
    detail.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("whole"));
    Found updated = new Found("b", false);

    Object completed = send("poll-details", List.of(new Found("a", true), updated), detailed(true));

    assertThat(completed).isEqualTo(List.of("whole", updated));
  }

  @Test
  void failedDetailIsLeftToTheStrategy() throws Exception {
    start("poll-details", "detail")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("500");
            });
    Found created = new Found("a", true);

    assertThat(send("poll-details", List.of(created), detailed(true))).isEqualTo(List.of(created));
  }
}
