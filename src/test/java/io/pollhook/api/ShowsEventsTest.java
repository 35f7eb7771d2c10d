package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShowsEventsTest extends ApiTest {
  @Test
  void eachNotificationIsOneRecordNewestFirst() {
    ObjectNode instance = created();
    notification(instance, "n1", 1, 1_500_000_000_000L);
    notification(instance, "n2", 2, null);
    notification(instance, "n3", 0, null);

    JsonNode events = api.get(path(instance) + "/events").json();

    assertThat(events.findValuesAsText("status")).containsExactly("NEW", "DISPATCHED", "NOTIFIED");
    JsonNode delivered = events.get(2);
    assertThat(delivered.path("id").asText()).isEqualTo("n1");
    assertThat(delivered.path("eventDate").asText()).isEqualTo("2017-07-14T02:40:00Z");
    assertThat(delivered.path("providerData").asText()).isEqualTo("{\"objectType\":\"x\"}");
    assertThat(delivered.at("/eventElementInstances/0/elementInstanceId"))
        .isEqualTo(instance.path("id"));
  }

  @Test
  void theListHasPages() {
    ObjectNode instance = created();
    for (int i = 0; i < 3; i++) {
      notification(instance, "n" + i, 0, null);
    }

    Answer first = api.get(path(instance) + "/events?pageSize=2");
    Answer second =
        api.get(
            path(instance)
                + "/events?pageSize=2&nextPage="
                + first.header("elements-next-page-token"));

    assertThat(ids(first)).containsExactly("n2", "n1");
    assertThat(ids(second)).containsExactly("n0");
    assertThat(second.header("elements-next-page-token")).isNull();
  }

  @Test
  void tokenLimitsEventsToItsInstance() {
    ObjectNode one = created();
    ObjectNode other = created();
    notification(one, "n1", 0, null);
    notification(other, "n2", 0, null);
    String token = "User " + ApiFixture.USER + ", Element " + one.path("token").asText();

    assertThat(api.get("/instances/events").json()).hasSize(2);
    assertThat(api.call("GET", "/instances/events", null, token).json()).hasSize(1);
    assertThat(api.call("GET", "/instances/events/n1", null, token).status()).isEqualTo(200);
    assertThat(api.call("GET", "/instances/events/n2", null, token).status()).isEqualTo(404);
  }

  @Test
  void eventIsFoundByItsId() {
    ObjectNode instance = created();
    notification(instance, "n1", 0, null);

    assertThat(api.get("/instances/events/n1").json().path("id").asText()).isEqualTo("n1");
    assertThat(api.get(path(instance) + "/events/n1").status()).isEqualTo(200);
    assertThat(api.get("/instances/events/n9").status()).isEqualTo(404);
    assertThat(api.get(path(created()) + "/events/n1").status()).isEqualTo(404);
    assertThat(api.get("/instances/77/events").status()).isEqualTo(404);
  }

  @Test
  void pollRecordsAreListed() {
    ObjectNode instance = created();
    String token = "User " + ApiFixture.USER + ", Element " + instance.path("token").asText();

    JsonNode records = api.call("GET", "/instances/event-poller-records", null, token).json();

    assertThat(records).hasSize(1);
    assertThat(records.get(0).path("resource").asText()).isEqualTo("changed-messages");
    assertThat(records.get(0).path("url").asText()).isEqualTo("/hubs/general/changed-messages");
    assertThat(records.get(0).path("state").asText()).isEqualTo("BASELINE_PENDING");
    assertThat(records.get(0).path("nextPoll").asText()).isNotEmpty();
    assertThat(api.get(path(instance) + "/event-poller-records").json()).isEqualTo(records);
    assertThat(api.get("/instances/event-poller-records").status()).isEqualTo(401);
  }

  @Test
  void objectMayBeAsDeeplyNestedAsAPage() {
    ObjectNode instance = created();
    String deep = "{\"a\":".repeat(199) + "1" + "}".repeat(199);
    notification(instance, "n1", "{\"objectType\":\"x\",\"x\":[" + deep + "]}");

    JsonNode event = api.get("/instances/events/n1").json();

    assertThat(event.path("providerData").asText()).contains(deep);
  }

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.json().forEach(event -> ids.add(event.path("id").asText()));
    return ids;
  }

  private void notification(ObjectNode instance, String id, int attempts, Long settledAt) {
    notification(instance, id, "{\"objectType\":\"x\"}", attempts, settledAt);
  }

  private void notification(ObjectNode instance, String id, String raw) {
    notification(instance, id, raw, 0, null);
  }

  private void notification(
      ObjectNode instance, String id, String raw, int attempts, Long settledAt) {
    String body = "{\"id\":\"" + id + "\",\"message\":{\"raw\":" + raw + "}}";
    api.database.writing(
        handle ->
            handle.execute(
                "INSERT INTO notifications (id, instance_id, body, created_at, attempts, settled_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?)",
                id,
                instance.path("id").longValue(),
                body.getBytes(StandardCharsets.UTF_8),
                1_500_000_000_000L,
                attempts,
                settledAt));
  }
}
