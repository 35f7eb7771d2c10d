package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.Fault;
import io.pollhook.metrics.Scrape;
import io.pollhook.store.Json;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * After a run with faults, the counters match the requests that the provider and the callback
 * received.
 */
class CountsWhatBothSidesSawTest {
  private static final String HISTORY = "GET /gmail/*/history";

  /** Drops spam. */
  private static final String HOOK =
      """
      - route:
          id: event
          from:
            uri: direct:event
            steps:
              - filter:
                  simple: "${body[raw][labelIds]} contains 'SPAM'"
                  steps: [{stop: {}}]
      """;

  @RegisterExtension
  static final SharedScene SCENE =
      new SharedScene(
          () ->
              new Scene(
                  routes -> EventHookTest.save(routes.resolve("event.camel.yaml"), HOOK),
                  "pollhook.delivery.retry-schedule",
                  "100ms*20"));

  private static final int ATTEMPTS_UNTIL_PARKED = 10;
  private static Scrape before;
  private static Scrape during;
  private static Scrape after;

  @BeforeAll
  static void run() {
    before = Scrape.of(SCENE.pollhook().api());
    User user = SCENE.user();
    Watched mail = user.watch("gmail", "inbox", "/hubs/general/changed-messages");
    user.on(HISTORY).times(2).fail(Fault.answer(ApiErrors.htmlPage(503)));
    SCENE.receiver().answer(500, 2);
    String first = user.mail().receive("first");
    String second = user.mail().receive("second");
    mail.expect("inbox CREATED " + first, "inbox CREATED " + second);
    user.mail().label(first, "STARRED");
    user.mail().delete(second);
    await().atMost(Duration.ofSeconds(20)).until(() -> mail.events().size() == 4);
    park(user, mail);
    await()
        .atMost(Duration.ofSeconds(20)) // metrics of the database are updated every ten seconds
        .until(
            () -> {
              during = Scrape.of(SCENE.pollhook().api());
              return during.names().contains("pollhook_freshness_seconds");
            });
    mail.disable();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              after = Scrape.of(SCENE.pollhook().api());
              return requests(after) == SCENE.google().requests().all().size();
            });
  }

  /** The callback refuses a notification until it is parked, and a route drops a change. */
  private static void park(User user, Watched mail) {
    ObjectNode parking = Json.MAPPER.createObjectNode();
    mail.configure(parking.put("event.notification.failure.policy", "park"));
    SCENE.receiver().answer(422);
    user.mail().receive("parked");
    user.mail().receiveSpam("dropped");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> count("pollhook_deliveries_total", "parked") == 1);
    SCENE.receiver().recover();
    String last = user.mail().receive("last");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> mail.reported().contains("inbox CREATED " + last));
  }

  private static double count(String counter, String outcome) {
    return Scrape.of(SCENE.pollhook().api()).sum(counter, "outcome", outcome);
  }

  private static double requests(Scrape scrape) {
    return scrape.sum("pollhook_provider_requests_total");
  }

  @Test
  void countersShowZeroFromTheStart() {
    assertThat(before.sum("pollhook_polls_total", "element", "gmail")).isZero();
    assertThat(before.sum("pollhook_events_total", "element", "stripe", "type", "DELETED"))
        .isZero();
    assertThat(before.sum("pollhook_provider_requests_total", "element", "github")).isZero();
    assertThat(before.sum("pollhook_deliveries_total", "outcome", "parked")).isZero();
    assertThat(before.sum("pollhook_events_dropped_total")).isZero();
    assertThat(before.sum("pollhook_delivery_seconds_count")).isZero();
    assertThat(before.sum("pollhook_poll_lag_seconds_count")).isZero();
    assertThat(before.sum("pollhook_feeds", "state", "NEEDS_REAUTH")).isZero();
    assertThat(before.sum("pollhook_callbacks_held")).isZero();
  }

  @Test
  void requestsToProvidersAreCountedByElementAndStatus() {
    assertThat(after.sum("pollhook_provider_requests_total", "element", "gmail"))
        .isEqualTo(SCENE.google().requests().all().size());
    assertThat(after.sum("pollhook_provider_requests_total", "element", "gmail", "status", "503"))
        .isEqualTo(2);
  }

  @Test
  void elementHeaderIsNotSent() {
    assertThat(SCENE.google().requests().all())
        .isNotEmpty()
        .allMatch(received -> received.request().header("Pollhook-Element").isEmpty());
  }

  @Test
  void eventsAreCountedByType() {
    Set<String> ids = new HashSet<>();
    for (String type : new String[] {"CREATED", "UPDATED", "DELETED"}) {
      long received =
          SCENE.receiver().callbacks().stream()
              .filter(callback -> ids.add(type + callback.webhookId())) // its first attempt
              .flatMap(callback -> callback.events().stream())
              .map(ReceivedEvent::eventType)
              .filter(type::equals)
              .count();
      assertThat(after.sum("pollhook_events_total", "element", "gmail", "type", type))
          .as(type)
          .isEqualTo((double) received);
    }
  }

  @Test
  void everyPollIsCountedWithItsOutcome() {
    double failed = after.sum("pollhook_polls_total", "element", "gmail", "outcome", "failed");
    double polls = after.sum("pollhook_polls_total", "element", "gmail");
    int baseline = 1;
    assertThat(failed).isEqualTo(2);
    assertThat(polls).isEqualTo(SCENE.google().requests().count(HISTORY) + baseline);
    assertThat(after.sum("pollhook_poll_lag_seconds_count")).isEqualTo(polls);
  }

  @Test
  void everyDeliveryAttemptIsCountedWithItsOutcome() {
    int attempts = SCENE.receiver().callbacks().size();
    int delivered = SCENE.receiver().delivered().size();
    assertThat(after.sum("pollhook_deliveries_total", "outcome", "delivered")).isEqualTo(delivered);
    int parked = 1;
    assertThat(after.sum("pollhook_deliveries_total", "outcome", "parked")).isEqualTo(parked);
    assertThat(after.sum("pollhook_deliveries_total", "outcome", "failed"))
        .isEqualTo(attempts - delivered - parked)
        .isEqualTo(2 + ATTEMPTS_UNTIL_PARKED - parked);
    assertThat(after.sum("pollhook_delivery_seconds_count")).isEqualTo(attempts);
  }

  @Test
  void droppedChangesAreCounted() {
    assertThat(after.sum("pollhook_events_dropped_total")).isEqualTo(1);
  }

  @Test
  void jvmMetricsAreIncluded() {
    assertThat(after.sum("jvm_memory_used_bytes", "area", "heap")).isPositive();
    assertThat(after.names()).contains("process_uptime_seconds", "pollhook_disk_free_bytes");
  }

  @Test
  void feedsAreCountedByState() {
    assertThat(during.sum("pollhook_feeds", "state", "OK")).isEqualTo(1);
    assertThat(during.sum("pollhook_feeds")).isEqualTo(1);
  }

  @Test
  void freshnessIsLabelledWithTheElementsResourceNotTheInstancesKey() {
    assertThat(during.values("pollhook_freshness_seconds", "resource"))
        .containsExactly("changed-messages");
    assertThat(during.sum("pollhook_freshness_seconds", "element", "gmail")).isBetween(0.0, 15.0);
  }
}
