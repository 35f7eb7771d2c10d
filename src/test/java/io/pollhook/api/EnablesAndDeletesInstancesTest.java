package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import org.junit.jupiter.api.Test;

class EnablesAndDeletesInstancesTest extends ApiTest {
  private static final long MAX = Long.MAX_VALUE;

  @Test
  void disablingPausesAndEnablingResumes() {
    ObjectNode instance = created();

    Answer disabled = api.call("DELETE", path(instance) + "/enabled", null);

    assertThat(disabled.status()).isEqualTo(200);
    assertThat(api.get(path(instance)).json().path("disabled").booleanValue()).isTrue();
    assertThat(active(instance)).isFalse();

    Answer enabled = api.call("PUT", path(instance) + "/enabled", null);

    assertThat(enabled.status()).isEqualTo(200);
    assertThat(api.get(path(instance)).json().path("disabled").booleanValue()).isFalse();
    assertThat(active(instance)).isTrue();
  }

  @Test
  void enablingAnEnabledInstanceTriesAHeldCallbackAtOnce() {
    ObjectNode instance = created();
    long id = instance.path("id").longValue();
    api.database.writing(
        handle ->
            handle.execute("UPDATE lanes SET held = 1, due_at = ? WHERE instance_id = ?", MAX, id));

    assertThat(api.call("PUT", path(instance) + "/enabled", null).status()).isEqualTo(200);

    Long due =
        api.database.read(
            handle ->
                handle
                    .select("SELECT due_at FROM lanes WHERE held = 0 AND instance_id = ?", id)
                    .mapTo(Long.class)
                    .one());
    assertThat(due).isLessThanOrEqualTo(api.database.now());
  }

  @Test
  void pollNowMakesAllResourcesDue() {
    ObjectNode instance = created();
    long id = instance.path("id").longValue();
    api.database.writing(
        handle -> handle.execute("UPDATE feeds SET due_at = ? WHERE instance_id = ?", MAX, id));

    assertThat(api.call("POST", path(instance) + "/poll", null).status()).isEqualTo(202);

    Long due =
        api.database.read(
            handle ->
                handle
                    .select("SELECT due_at FROM feeds WHERE instance_id = ?", id)
                    .mapTo(Long.class)
                    .one());
    assertThat(due).isLessThanOrEqualTo(api.database.now());
    assertThat(api.call("POST", "/instances/77/poll", null).status()).isEqualTo(404);
    api.call("DELETE", path(instance) + "/enabled", null);
    assertThat(api.call("POST", path(instance) + "/poll", null).status()).isEqualTo(409);
  }

  @Test
  void disabledEventsPauseTheInstance() {
    ObjectNode instance = created();

    api.call(
        "PATCH", path(instance), "{\"configuration\":{\"event.notification.enabled\":\"false\"}}");

    assertThat(active(instance)).isFalse();
    assertThat(api.get(path(instance)).json().path("eventsEnabled").booleanValue()).isFalse();
  }

  @Test
  void theTokenInTheHeaderSelectsTheInstance() {
    ObjectNode instance = created();

    assertThat(api.call("DELETE", "/instances/enabled", null, token(instance)).status())
        .isEqualTo(200);
    assertThat(active(instance)).isFalse();
    assertThat(api.call("DELETE", "/instances", null, token(instance)).status()).isEqualTo(200);
    assertThat(api.call("GET", "/instances", null, token(instance)).status()).isEqualTo(401);
  }

  @Test
  void deletingDoesNotRevokeTheGrant() {
    ObjectNode instance = created();

    assertThat(api.call("DELETE", path(instance), null).status()).isEqualTo(200);

    assertThat(api.get(path(instance)).status()).isEqualTo(404);
    assertThat(api.call("DELETE", path(instance), null).status()).isEqualTo(404);
    assertThat(api.call("PUT", path(instance) + "/enabled", null).status()).isEqualTo(404);
    assertThat(api.grants.revoked).isEmpty();
  }

  @Test
  void deletingRevokesTheGrantOnRequest() {
    ObjectNode instance = created();

    assertThat(api.call("DELETE", path(instance) + "?revoke=perhaps", null).status())
        .isEqualTo(400);
    assertThat(api.call("DELETE", path(instance) + "?revoke=true", null).status()).isEqualTo(200);

    assertThat(api.grants.revoked).containsExactly(instance.path("id").longValue());
  }

  private boolean active(ObjectNode instance) {
    return api.delivers(instance);
  }

  private static String token(ObjectNode instance) {
    return "User " + ApiFixture.USER + ", Element " + instance.path("token").asText();
  }
}
