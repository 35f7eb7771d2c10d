package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowsStatisticsTest extends SharedApiTest {
  @ParameterizedTest
  @CsvSource({"'', 60, 60", "?period=hour, 60, 60", "?period=day, 48, 1800"})
  void activityIsCountedInEqualParts(String query, int parts, int seconds) {
    JsonNode activity = api.get("/statistics" + query).json().path("activity");

    assertThat(activity.path("created")).hasSize(parts);
    assertThat(activity.path("delivered")).hasSize(parts);
    assertThat(activity.path("failedAttempts")).hasSize(parts);
    assertThat(activity.path("bucketSeconds").asInt()).isEqualTo(seconds);
  }

  @Test
  void otherPeriodsAreRefused() {
    assertThat(api.get("/statistics?period=week").message())
        .contains("period", "week", "hour or day");
  }

  @Test
  void notificationsAreCountedAndFoundByTheirText() {
    ObjectNode instance = api.call("POST", "/instances", Seeds.gmail()).object();
    String path = "/instances/" + instance.path("id").asLong();
    String id = api.call("POST", path + "/test-notification", null).json().path("id").asText();

    JsonNode statistics = api.get("/statistics").json();
    assertThat(statistics.path("instances").asInt()).isEqualTo(1);
    assertThat(statistics.path("waiting").asInt()).isEqualTo(1);
    JsonNode created = statistics.at("/activity/created"); // a minute may have begun since
    assertThat(created.path(58).asInt() + created.path(59).asInt()).isEqualTo(1);
    assertThat(api.get(path + "/events?searchText=" + id).json()).hasSize(1);
    assertThat(api.get(path + "/events?searchText=nowhere").json()).isEmpty();
  }

  @Test
  void problemsThatNeedAPersonAreListed() {
    ObjectNode instance = api.call("POST", "/instances", Seeds.gmail()).object();
    long id = instance.path("id").asLong();
    api.database.writing(
        handle ->
            handle.execute(
                "UPDATE lanes SET held = 1, last_error = 'HTTP 500' WHERE instance_id = ?", id));

    assertThat(api.get("/statistics").json().path("problems"))
        .anySatisfy(
            problem -> {
              assertThat(problem.path("type").asText()).isEqualTo("callback.held");
              assertThat(problem.path("instanceId").asLong()).isEqualTo(id);
              assertThat(problem.path("message").asText()).isEqualTo("HTTP 500");
            });
    api.call("DELETE", "/instances/" + id, null);
  }
}
