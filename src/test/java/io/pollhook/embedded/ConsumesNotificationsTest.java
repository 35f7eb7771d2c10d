package io.pollhook.embedded;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.embedded.Host.Mail;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.provisioning.Problem;
import io.pollhook.store.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Routes from("pollhook:…") of a host receive notifications at least once and in order, whatever
 * they do.
 */
class ConsumesNotificationsTest {
  private static GoogleStandIn google;

  private static Host host;

  @BeforeAll
  static void start() throws Exception {
    google = new GoogleStandIn();
    host = new Host(google).withPollhook("pollhook.callback.timeout", "1s").start();
  }

  @AfterAll
  static void stop() {
    host.close();
    google.close();
  }

  private static String objectId(Exchange exchange) {
    return ((Map<?, ?>) exchange.getMessage().getBody()).get("objectId").toString();
  }

  private static List<String> receive(Mail mail, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(mail.box().receive("Mail " + i));
    }
    return ids;
  }

  private static String reason(Mail mail) {
    return host.pollhook().instances().find(mail.instance()).map(some -> some.name()).orElse("");
  }

  @Test
  void notificationIsJsonBytesWithHeadersAboutItsInstance() throws Exception {
    List<Exchange> got = new CopyOnWriteArrayList<>();
    host.consume("pollhook:whole", "whole", exchange -> got.add(exchange.copy()));
    Mail mail = host.mail("whole");

    String id = mail.box().receive("One");

    await().atMost(ofSeconds(10)).until(() -> !got.isEmpty());
    byte[] body = (byte[]) got.get(0).getMessage().getBody();
    JsonNode notification = Json.parse(new String(body, java.nio.charset.StandardCharsets.UTF_8));
    assertThat(notification.at("/message/events/0/objectId").asText()).isEqualTo(id);
    assertThat(got.get(0).getMessage().getHeaders())
        .containsEntry("Elements-Webhook-Id", notification.path("id").asText())
        .containsEntry("pollhook.instanceId", mail.instance())
        .containsEntry("pollhook.elementKey", "gmail")
        .containsEntry("pollhook.instanceTags", List.of("embedded"));
    assertThat(reason(mail)).isEqualTo("Mail");
  }

  @Test
  void splitCreatesAnExchangePerEventInOrder() throws Exception {
    List<String> got = new CopyOnWriteArrayList<>();
    List<Object> raw = new CopyOnWriteArrayList<>();
    host.consume(
        "pollhook:split?split=true",
        "split",
        exchange -> {
          got.add(objectId(exchange));
          raw.add(((Map<?, ?>) exchange.getMessage().getBody()).get("raw"));
        });
    Mail mail = host.mail("split");

    List<String> ids = receive(mail, 25);

    await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(got).isEqualTo(ids));
    assertThat(raw).allSatisfy(one -> assertThat(one).isInstanceOf(Map.class));
  }

  @Test
  void failedNotificationIsRepeatedBeforeTheNext() throws Exception {
    List<String> attempts = new CopyOnWriteArrayList<>();
    List<String> done = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    host.consume(
        "pollhook:failing?split=true",
        "failing",
        exchange -> {
          attempts.add(exchange.getMessage().getHeader("pollhook.eventId", String.class));
          if (Set.of(1, 5, 9).contains(calls.incrementAndGet())) {
            throw new IllegalStateException("not now");
          }
          done.add(objectId(exchange));
        });
    Mail mail = host.mail("failing");

    List<String> ids = receive(mail, 12);

    await()
        .atMost(ofSeconds(10))
        .untilAsserted(() -> assertThat(List.copyOf(new LinkedHashSet<>(done))).isEqualTo(ids));
    assertThat(attempts).hasSizeGreaterThan(new HashSet<>(attempts).size());
  }

  @Test
  void slowRouteKeepsItsClaim() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    host.consume(
        "pollhook:slow",
        "slow",
        exchange -> {
          calls.incrementAndGet();
          TimeUnit.SECONDS.sleep(18); // the lease of a callback with a deadline of 1 s is 16 s
        });
    Mail mail = host.mail("slow");
    mail.box().receive("One");
    await().atMost(ofSeconds(10)).until(() -> calls.get() == 1);

    await()
        .atMost(ofSeconds(30))
        .until(() -> host.context().getInflightRepository().size("slow") == 0);
    assertThat(calls).hasValue(1);
  }

  @Test
  void laneWaitsWhileItsConsumerIsStopped() throws Exception {
    List<String> got = new CopyOnWriteArrayList<>();
    host.consume("pollhook:stopped?split=true", "stopped", one -> got.add(objectId(one)));
    Mail mail = host.mail("stopped");
    host.context().getRouteController().stopRoute("stopped");

    List<String> ids = receive(mail, 3);
    TimeUnit.MILLISECONDS.sleep(500);
    assertThat(got).isEmpty();
    host.context().getRouteController().startRoute("stopped");

    await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(got).isEqualTo(ids));
  }

  @Test
  void routeReceivesOnlyEventsOfItsFilter() throws Exception {
    List<String> got = new CopyOnWriteArrayList<>();
    host.consume("pollhook:others?split=true&objectType=contacts", "others", e -> got.add("other"));
    Mail mail = host.mail("others");
    CountDownLatch delivered = new CountDownLatch(1);
    host.consume(
        "pollhook:mine?split=true&elementKey=gmail&objectType=a, changed-messages",
        "mine",
        e -> delivered.countDown());
    Mail mine = host.mail("mine");

    mail.box().receive("One");
    mine.box().receive("Two");

    assertThat(delivered.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(got).isEmpty();
  }

  @Test
  void nameHasOnlyOneConsumer() throws Exception {
    host.consume("pollhook:single", "first", exchange -> {});

    assertThatThrownBy(() -> host.consume("pollhook:single?split=true", "second", exchange -> {}))
        .hasMessageContaining("pollhook:single already has a consumer (route first)");
  }

  @Test
  void invalidNameIsRefused() {
    google.addAccount("refused@example.com");
    String code = google.grantCode("refused@example.com");

    assertThatThrownBy(() -> host.pollhook().instances().create(Host.draft(code, "pollhook:a b")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("event.notification.callback.url")
        .hasMessageContaining("letters, digits and dashes");
  }
}
