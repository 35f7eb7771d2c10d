package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is delivered in these tests: the delivery routes are left out. */
class RedeliversNotificationsTest extends ApiTest {
  @Test
  void testNotificationIsCreated() {
    ObjectNode instance = created();

    Answer answer = api.call("POST", path(instance) + "/test-notification", null);

    assertThat(answer.status()).isEqualTo(202);
    JsonNode event = api.get(path(instance) + "/events").json().get(0);
    assertThat(event.path("id")).isEqualTo(answer.json().path("id"));
    assertThat(event.path("status").asText()).isEqualTo("NEW");
    assertThat(event.at("/notifiedData/0/message/events/0/objectType").asText()).isEqualTo("test");
  }

  @Test
  void testNotificationNeedsACallback() {
    ObjectNode instance =
        created(
            seed ->
                seed.withObject("configuration")
                    .retain("oauth.api.key", "oauth.api.secret", "oauth.callback.url"));

    Answer answer = api.call("POST", path(instance) + "/test-notification", null);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message()).contains("has no event.notification.callback.url");
  }

  @Test
  void sendsASettledNotificationAgain() {
    ObjectNode instance = created();
    String event = path(instance) + "/events/" + settled(instance);
    assertThat(api.get(event).json().path("status").asText()).isEqualTo("NOTIFIED");

    assertThat(api.call("POST", event + "/redeliver", null).status()).isEqualTo(202);

    assertThat(api.get(event).json().path("status").asText()).isNotEqualTo("NOTIFIED");
    assertThat(api.call("POST", path(instance) + "/events/none/redeliver", null).status())
        .isEqualTo(404);
  }

  @Test
  void sendsNotificationsOfAPeriodAgain() {
    ObjectNode instance = created();
    settled(instance);
    settled(instance);
    String before = "{\"to\": \"" + Instant.EPOCH + "\"}";
    String since = "{\"from\": \"" + Instant.EPOCH + "\", \"status\": \"NOTIFIED\"}";

    assertThat(redelivered(instance, before)).isZero();
    assertThat(redelivered(instance, since)).isEqualTo(2);
    assertThat(redelivered(instance, "{}")).isZero();
  }

  @Test
  void findsNotificationsByStatusResourceAndTime() {
    ObjectNode instance = created();
    String settled = settled(instance);
    String fresh = sent(instance);

    assertThat(ids(instance, "status=NOTIFIED")).containsExactly(settled);
    assertThat(ids(instance, "status=NEW")).containsExactly(fresh);
    assertThat(ids(instance, "objectType=test")).containsExactly(fresh, settled);
    assertThat(ids(instance, "objectType=other")).isEmpty();
    assertThat(ids(instance, "from=" + Instant.EPOCH)).hasSize(2);
    assertThat(ids(instance, "to=" + Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=new", "from=yesterday", "to=2026-11-21"})
  void refusesInvalidFilters(String query) {
    Answer answer = api.get(path(created()) + "/events?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).startsWith(query.replaceFirst("=.*", "") + " is \"");
  }

  @Test
  void listsTheAttemptsOfANotification() {
    ObjectNode instance = created();
    String event = path(instance) + "/events/" + sent(instance);

    assertThat(api.get(event + "/attempts").json()).isEmpty();
    assertThat(api.get(path(instance) + "/events/none/attempts").status()).isEqualTo(404);
  }

  @Test
  void showsTheCallbackAsASubscription() {
    ObjectNode instance = created();
    sent(instance);

    JsonNode listed = api.get("/notifications/subscriptions").json().get(0);

    assertThat(listed.at("/topics/0").asText())
        .isEqualTo("instance-" + instance.path("id") + "-gmail-events");
    assertThat(listed.path("active").booleanValue()).isTrue();
    assertThat(listed.path("waiting").intValue()).isEqualTo(1);
    assertThat(api.get("/notifications/subscriptions/" + instance.path("id")).json())
        .isEqualTo(listed);
    assertThat(api.get("/notifications/subscriptions/77").status()).isEqualTo(404);
  }

  @Test
  void releasesHeldCallbacks() {
    ObjectNode instance = created();
    api.database.writing(handle -> handle.execute("UPDATE lanes SET held = 1"));
    String subscription = "/notifications/subscriptions/" + instance.path("id");
    assertThat(api.get(subscription).json().path("active").booleanValue()).isFalse();

    Answer all = api.call("PUT", "/notifications/subscriptions/deliveries", null);

    assertThat(all.json().path("count").intValue()).isEqualTo(1);
    assertThat(api.get(subscription).json().path("active").booleanValue()).isTrue();
    assertThat(api.call("PUT", subscription + "/deliveries", null).json().path("count").intValue())
        .isZero();
  }

  private String sent(ObjectNode instance) {
    return api.call("POST", path(instance) + "/test-notification", null).json().path("id").asText();
  }

  private String settled(ObjectNode instance) {
    String id = sent(instance);
    api.database.writing(
        handle ->
            handle.execute(
                "UPDATE notifications SET settled_at = created_at, attempts = 1 WHERE id = ?", id));
    return id;
  }

  private int redelivered(ObjectNode instance, String body) {
    Answer answer = api.call("POST", path(instance) + "/redeliver", body);
    assertThat(answer.status()).isEqualTo(202);
    return answer.json().path("count").intValue();
  }

  private List<String> ids(ObjectNode instance, String query) {
    List<String> ids = new ArrayList<>();
    api.get(path(instance) + "/events?" + query)
        .json()
        .forEach(event -> ids.add(event.path("id").asText()));
    return ids;
  }
}
