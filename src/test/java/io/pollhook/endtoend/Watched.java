package io.pollhook.endtoend;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.Callback;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.store.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** An instance with its delivered events and its poll records. */
final class Watched {
  private static final Duration LONGEST = ofSeconds(20);

  private final Scene scene;
  private final User user;
  private final JsonNode created;

  Watched(Scene scene, User user, JsonNode created) {
    this.scene = scene;
    this.user = user;
    this.created = created;
  }

  long id() {
    return created.path("id").asLong();
  }

  String token() {
    return created.path("token").asText();
  }

  String path() {
    return "/instances/" + id();
  }

  /** The delivered notifications, in order. */
  List<Callback> notifications() {
    return scene.receiver().delivered().stream()
        .filter(callback -> callback.json().at("/message/instanceId").asLong() == id())
        .toList();
  }

  List<ReceivedEvent> events() {
    return notifications().stream().flatMap(callback -> callback.events().stream()).toList();
  }

  /** The events as {@code <objectType> <eventType> <objectId>}. */
  List<String> reported() {
    return events().stream()
        .map(event -> event.objectType() + ' ' + event.eventType() + ' ' + event.objectId())
        .toList();
  }

  /** The raw objects, in the order of the events. */
  List<JsonNode> raw() {
    return notifications().stream()
        .map(callback -> callback.json().at("/message/raw"))
        .flatMap(
            raw ->
                StreamSupport.stream(
                    raw.path(raw.path("objectType").asText()).spliterator(), false))
        .toList();
  }

  /** Waits until exactly these changes were reported, in any order. */
  void expect(List<String> changes) {
    await()
        .atMost(LONGEST)
        .untilAsserted(() -> assertThat(reported()).containsExactlyInAnyOrderElementsOf(changes));
  }

  /** Waits until exactly these changes were reported, in any order. */
  void expect(String... changes) {
    expect(List.of(changes));
  }

  /**
   * Waits until exactly these changes were reported, and checks that more polls report no others.
   */
  void expectNoMoreThan(String... changes) {
    expect(changes);
    awaitTwoMorePolls();
    expect(changes);
  }

  /** Waits until each part of each resource was polled successfully two more times. */
  void awaitTwoMorePolls() {
    for (int round = 0; round < 2; round++) {
      Instant now = Instant.now();
      await()
          .atMost(LONGEST)
          .until(
              () ->
                  StreamSupport.stream(records().spliterator(), false)
                      .allMatch(record -> wasPolledAfter(now, record)));
    }
  }

  private static boolean wasPolledAfter(Instant instant, JsonNode poll) {
    boolean parts =
        StreamSupport.stream(poll.path("parts").spliterator(), false)
            .allMatch(part -> isAfter(instant, part));
    return isAfter(instant, poll) && parts;
  }

  private static boolean isAfter(Instant instant, JsonNode poll) {
    String last = poll.path("lastPoll").asText("");
    return poll.path("state").asText().equals("OK")
        && !last.isEmpty()
        && Instant.parse(last).isAfter(instant);
  }

  /** The poll records. */
  JsonNode records() {
    HttpResponse<String> answer =
        scene.pollhook().api().callAs(token(), "GET", "/instances/event-poller-records");
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  /** The only poll record, or the one of a key. */
  JsonNode record(String key) {
    return StreamSupport.stream(records().spliterator(), false)
        .filter(candidate -> candidate.path("resource").asText().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no record of " + key + " in " + records()));
  }

  /** Waits until a record satisfies a condition; returns it. */
  JsonNode awaitRecord(String key, Predicate<JsonNode> condition) {
    return await().atMost(LONGEST).until(() -> record(key), condition);
  }

  /** Waits until a record has that state; returns it. */
  JsonNode awaitState(String key, String state) {
    return awaitRecord(key, poll -> poll.path("state").asText().equals(state));
  }

  /** Replaces the polling configuration. */
  void repoll(ObjectNode polling) {
    ObjectNode configuration = Json.MAPPER.createObjectNode();
    configuration.set("event.poller.configuration", polling);
    configure(configuration);
  }

  /** Changes keys of the configuration. */
  void configure(ObjectNode configuration) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.set("configuration", configuration);
    patch(body);
  }

  /** Authenticates the account again. */
  void authenticateAgain() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("providerData").put("code", scene.google().grantCode(user.email()));
    patch(body);
  }

  private void patch(ObjectNode body) {
    call("PATCH", path(), body);
  }

  /** Makes all resources due at once. */
  void poll() {
    call("POST", "/instances/" + id() + "/poll", null);
  }

  void enable() {
    call("PUT", path() + "/enabled", null);
  }

  void disable() {
    call("DELETE", path() + "/enabled", null);
  }

  void delete() {
    call("DELETE", path(), null);
  }

  private void call(String method, String path, JsonNode body) {
    HttpResponse<String> answer = scene.pollhook().api().call(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
  }
}
