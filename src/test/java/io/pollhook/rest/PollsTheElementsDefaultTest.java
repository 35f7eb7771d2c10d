package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance with events enabled but without a polling configuration gets the element's default.
 */
class PollsTheElementsDefaultTest {
  private static final String ELEMENT =
      """
      key: acme
      baseUrl: BASE
      authentication: {type: none}
      resources: [{path: /things}, {path: /others}]
      polling:
        things: {url: /hubs/general/things, idField: id}
      """;
  private static final String NO_DEFAULT =
      "{key: bare, baseUrl: BASE, authentication: {type: none}, resources: [{path: /things}]}";

  @TempDir static Path directory;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new RestFixture(directory, Map.of("acme.yaml", ELEMENT, "bare.yaml", NO_DEFAULT));
    fixture.provider.stubFor(get(urlPathEqualTo("/things")).willReturn(okJson("[]")));
    fixture.provider.stubFor(get(urlPathEqualTo("/others")).willReturn(okJson("[]")));
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static JsonNode create(String element, ObjectNode configuration) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("name", element);
    body.putObject("element").put("key", element);
    configuration.put("event.notification.callback.url", fixture.receiver.url().toString());
    configuration.put("event.poller.refresh_interval", "0.005");
    body.set("configuration", configuration);
    return Json.parse(fixture.pollhook.api().call("POST", "/instances", body).body());
  }

  private static ObjectNode events(boolean enabled) {
    return Json.MAPPER.createObjectNode().put("event.notification.enabled", enabled);
  }

  /** The configured resources, as the API shows them. */
  private static String polled(JsonNode instance) {
    String shown = instance.path("configuration").path("event.poller.configuration").asText();
    return shown.isEmpty()
        ? ""
        : String.join(
            " ",
            Json.parse(shown).properties().stream()
                .map(entry -> entry.getKey() + ' ' + entry.getValue().path("url").asText())
                .toList());
  }

  @Test
  void defaultIsShownAndPolled() {
    JsonNode instance = create("acme", events(true));
    assertThat(polled(instance)).isEqualTo("things /hubs/general/things");
    fixture.provider.stubFor(
        get(urlPathEqualTo("/things")).willReturn(okJson("[{\"id\":\"new\"}]")));
    await().atMost(ofSeconds(15)).until(() -> fixture.reported("things").contains("CREATED new"));
  }

  @Test
  void defaultIsACopyIndependentOfLaterChanges() {
    JsonNode instance = create("acme", events(true));
    fixture.write("acme.yaml", ELEMENT.replace("things: {url", "others: {url"));
    String path = "/instances/" + instance.path("id").asText();
    await()
        .atMost(ofSeconds(15))
        .until(
            () ->
                fixture
                    .pollhook
                    .api()
                    .call("GET", "/elements/acme", null)
                    .body()
                    .contains("\\\"others"));
    assertThat(polled(Json.parse(fixture.pollhook.api().call("GET", path, null).body())))
        .isEqualTo("things /hubs/general/things");
    fixture.write("acme.yaml", ELEMENT);
    await()
        .atMost(ofSeconds(15))
        .until(
            () ->
                fixture
                    .pollhook
                    .api()
                    .call("GET", "/elements/acme", null)
                    .body()
                    .contains("\\\"things"));
  }

  @Test
  void instancesOwnConfigurationOverridesTheDefault() {
    ObjectNode own = events(true);
    own.putObject("event.poller.configuration").putObject("mine").put("url", "/others");
    assertThat(polled(create("acme", own))).isEqualTo("mine /others");
    ObjectNode nothing = events(true);
    nothing.putObject("event.poller.configuration");
    assertThat(polled(create("acme", nothing))).isEmpty();
    JsonNode legacy = create("acme", events(true).put("event.objects", "others"));
    assertThat(polled(legacy)).isEmpty();
    assertThat(fixture.record(legacy).path("resource").asText()).isEqualTo("others");
  }

  @Test
  void defaultIsUsedWhenEventsAreEnabledLater() {
    JsonNode instance = create("acme", events(false));
    assertThat(polled(instance)).isEmpty();
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.set("configuration", events(true));
    assertThat(polled(patched(instance, body))).isEqualTo("things /hubs/general/things");
  }

  private static JsonNode patched(JsonNode instance, ObjectNode body) {
    String path = "/instances/" + instance.path("id").asText();
    return Json.parse(fixture.pollhook.api().call("PATCH", path, body).body());
  }

  @Test
  void polledInstanceKeepsItsConfiguration() {
    ObjectNode own = events(true);
    own.putObject("event.poller.configuration").putObject("mine").put("url", "/others");
    JsonNode instance = create("acme", own);
    ObjectNode nothing = Json.MAPPER.createObjectNode();
    nothing.putObject("configuration").putNull("event.poller.configuration");
    assertThat(polled(patched(instance, nothing))).isEmpty();
    ObjectNode unrelated = Json.MAPPER.createObjectNode();
    unrelated.putObject("configuration").put("event.poller.refresh_interval", "0.01");
    assertThat(polled(patched(instance, unrelated))).isEmpty();
  }

  @Test
  void nothingIsPolledWithoutADefault() {
    JsonNode instance = create("bare", events(true));
    assertThat(polled(instance)).isEmpty();
    assertThat(fixture.record(instance).isMissingNode()).isTrue();
  }
}
