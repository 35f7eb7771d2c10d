package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pollhook.engine.ClaimLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests each delivery route alone, with its neighbours replaced by mocks. */
class DeliveryRouteStepsTest {
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final StubDelivery delivery = new StubDelivery();
  private final CamelContext context = new DefaultCamelContext();

  /** The beans that the routes call: each changes the body in a visible way. */
  public static class StubDelivery implements AggregationStrategy {
    private final Deque<String> waiting = new ArrayDeque<>();
    private final List<String> settled = new CopyOnWriteArrayList<>();
    private int givenBack;

    /** Returns the next attempt. */
    public String next() {
      return waiting.poll();
    }

    /** Ends an attempt. */
    public void settle(
        @ExchangeProperty("attempt") String attempt, @ExchangeProperty("outcome") String outcome) {
      settled.add(attempt + " " + outcome);
    }

    /** Ends a claim. */
    public void giveBack() {
      givenBack++;
    }

    /** Has the hook called. */
    public boolean isUsed() {
      return true;
    }

    /** Returns the hook's message. */
    public Map<String, Object> toMap(@ExchangeProperty("attempt") String attempt) {
      return Map.of("of", attempt);
    }

    /** Returns whether a route consumes the notification. */
    public boolean isConsumerUrl(@ExchangeProperty("attempt") String attempt) {
      return attempt.startsWith("consumed");
    }

    /** Hands the notification to a route. */
    public String take(String left) {
      return "taken: " + left;
    }

    /** Returns the request that is sent. */
    public String prepare(String left) {
      return "signed " + left;
    }

    /** Handles an answer. */
    public String answered(Exchange exchange) {
      return exchange.getMessage().getBody(String.class);
    }

    /** Handles a failure. */
    public String failed(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable cause) {
      return "failed: " + cause.getMessage();
    }

    /** Claims two lanes. */
    public List<String> claim() {
      return List.of("lane 1", "lane 2");
    }

    /** Notes that a loop works. */
    public void beat(String loop) {
      // not checked
    }

    @Override
    public Exchange aggregate(Exchange before, Exchange after) {
      before.setException(after.getException());
      before.getMessage().setBody(after.getMessage().getBody());
      return before;
    }
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
    workers.shutdownNow();
  }

  private MockEndpoint start(String route, String... neighbours) throws Exception {
    for (String bean :
        List.of(
            "laneDelivery",
            "laneClaims",
            "notificationHook",
            "callbackRequest",
            "consumerCall",
            "callbackOutcome",
            "ticks")) {
      context.getRegistry().bind(bean, delivery);
    }
    context.getRegistry().bind("deliveryWorkers", workers);
    context.getRegistry().bind("claimLog", new ClaimLog());
    List<String> files = new ArrayList<>(List.of(alone(route)));
    for (String name : neighbours) {
      files.add(
          "- route: {errorHandler: {noErrorHandler: {}}, from: {uri: 'direct:%s', steps: [{to: 'mock:%s'}]}}"
              .formatted(name, name));
    }
    for (int i = 0; i < files.size(); i++) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromString(i + ".camel.yaml", files.get(i)));
    }
    context.start();
    return context.getEndpoint("mock:" + neighbours[0], MockEndpoint.class);
  }

  /** One route of the file, whose callback is a mock, too. */
  private static String alone(String route) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    ArrayNode alone = yaml.createArrayNode();
    for (JsonNode entry : yaml.readTree(Path.of("routes/delivery.camel.yaml").toFile())) {
      if (entry.at("/route/id").asText().equals(route)) {
        alone.add(entry);
      }
    }
    assertThat(alone).as(route).hasSize(1);
    for (JsonNode step : alone.findParents("uri")) {
      if (step.get("uri").asText().equals("http:callback")) {
        ((ObjectNode) step).put("uri", "mock:callback").remove("parameters");
      }
    }
    return yaml.writeValueAsString(alone);
  }

  private void send(String route, Object body) {
    Exchange exchange =
        context
            .createProducerTemplate()
            .request("direct:" + route, sent -> sent.getMessage().setBody(body));
    assertThat(exchange.getException()).isNull();
  }

  @Test
  void notificationsOfALaneAreSentOneAfterTheOtherAndSettled() throws Exception {
    delivery.waiting.addAll(List.of("a", "b"));
    MockEndpoint hook = start("deliver-lane", "deliver-notification");
    hook.whenAnyExchangeReceived(
        exchange -> exchange.getMessage().setBody("bytes of " + exchange.getProperty("attempt")));
    MockEndpoint callback = context.getEndpoint("mock:callback", MockEndpoint.class);
    callback.expectedBodiesReceived("signed bytes of a", "signed bytes of b");

    send("deliver-lane", "lane");

    callback.assertIsSatisfied();
    assertThat(delivery.settled).containsExactly("a signed bytes of a", "b signed bytes of b");
    assertThat(delivery.givenBack).isEqualTo(1);
  }

  @Test
  void notificationForAConsumerIsHandedToIt() throws Exception {
    delivery.waiting.add("consumed");
    start("deliver-lane", "deliver-notification")
        .whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("bytes"));
    MockEndpoint callback = context.getEndpoint("mock:callback", MockEndpoint.class);
    callback.expectedMessageCount(0);

    send("deliver-lane", "lane");

    callback.assertIsSatisfied();
    assertThat(delivery.settled).containsExactly("consumed taken: bytes");
  }

  @Test
  void callbackThatFailsIsAnOutcomeAndTheLaneIsGivenBack() throws Exception {
    delivery.waiting.add("a");
    start("deliver-lane", "deliver-notification");
    context
        .getEndpoint("mock:callback", MockEndpoint.class)
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("refused");
            });

    send("deliver-lane", "lane");

    assertThat(delivery.settled).containsExactly("a failed: refused");
    assertThat(delivery.givenBack).isEqualTo(1);
  }

  @Test
  void hookThatFailsIsAnOutcomeAndNothingIsSent() throws Exception {
    delivery.waiting.add("a");
    start("deliver-lane", "deliver-notification")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("no");
            });
    MockEndpoint callback = context.getEndpoint("mock:callback", MockEndpoint.class);
    callback.expectedMessageCount(0);

    send("deliver-lane", "lane");

    callback.assertIsSatisfied();
    assertThat(delivery.settled).containsExactly("a failed: no");
  }

  @Test
  void theHookGetsTheNotificationsMap() throws Exception {
    MockEndpoint hook = start("deliver-notification", "notification");
    hook.expectedBodiesReceived(Map.of("of", "a"));

    context
        .createProducerTemplate()
        .request("direct:deliver-notification", sent -> sent.setProperty("attempt", "a"));

    hook.assertIsSatisfied();
  }

  @Test
  void eachClaimedLaneIsHandedToAWorker() throws Exception {
    MockEndpoint lane = start("claim-lanes", "deliver-lane");
    lane.expectedBodiesReceivedInAnyOrder("lane 1", "lane 2");

    send("claim-lanes", null);

    lane.assertIsSatisfied();
  }
}
