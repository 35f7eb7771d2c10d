package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.endtoend.LogLines;
import io.pollhook.health.HealthCheck;
import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Element files are added, changed, broken and removed while instances are polled. */
class LoadsElementFilesTest {
  private static final String FILE = "late.yaml";

  @TempDir Path directory;
  private RestFixture fixture;

  @AfterEach
  void stop() {
    fixture.close();
  }

  private static String element(String name, String path) {
    return "key: late\nname: %s\nbaseUrl: BASE\nresources:\n  - path: /things\n    get: %s\n"
        .formatted(name, path);
  }

  private void awaitName(String name) {
    await()
        .atMost(ofSeconds(15))
        .until(
            () ->
                Json.parse(fixture.pollhook.api().call("GET", "/elements/late", null).body())
                    .path("name")
                    .asText()
                    .equals(name));
  }

  private void serve(String path, String id) {
    fixture.provider.stubFor(
        get(urlPathEqualTo(path)).willReturn(okJson("[{\"id\":\"" + id + "\"}]")));
  }

  private void awaitReport(String id) {
    await().atMost(ofSeconds(15)).until(() -> fixture.reported("things").contains("CREATED " + id));
  }

  @Test
  void fileIsAddedChangedBrokenAndRemoved() throws IOException {
    fixture = new RestFixture(directory, Map.of("broken.yaml", "key: late\nresorces: []\n"));
    fixture.write(FILE, element("first", "/one"));
    awaitName("first");
    serve("/one", "before");
    serve("/two", "before");
    JsonNode instance =
        fixture.create("late", Map.of(), "{\"things\": {\"url\": \"/hubs/general/things\"}}");
    serve("/one", "added");
    awaitReport("added");
    fixture.write(FILE, element("second", "/two"));
    awaitName("second");
    serve("/two", "changed");
    awaitReport("changed");
    fixture.write(FILE, element("third", "[oops"));
    fixture.write("other.yaml", element("other", "/other").replace("late", "other"));
    await()
        .atMost(ofSeconds(15))
        .until(
            () -> fixture.pollhook.api().call("GET", "/elements/other", null).statusCode() == 200);
    assertThat(fixture.pollhook.context().getRegistry().findByType(HealthCheck.class))
        .filteredOn(check -> check.name().equals("elements"))
        .singleElement()
        .satisfies(check -> assertThat(check.check().details().toString()).contains(FILE));
    serve("/two", "still");
    awaitReport("still");
    removeTheFile(instance);
    serve("/two", "afterwards");
    fixture.write(FILE, element("back", "/two"));
    awaitReport("afterwards");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
    assertThat(fixture.record(instance).path("lastError").isNull()).isTrue();
  }

  private void removeTheFile(JsonNode instance) throws IOException {
    try (LogLines log = new LogLines("io.pollhook.feed")) {
      Files.delete(fixture.elements.resolve(FILE));
      await()
          .atMost(ofSeconds(15))
          .until(() -> fixture.pollhook.context().getRoute("poll-late-things") == null);
      fixture.write("other.yaml", element("again", "/other").replace("late", "other"));
      await()
          .atMost(ofSeconds(15))
          .until(
              () ->
                  fixture
                      .pollhook
                      .api()
                      .call("GET", "/elements/other", null)
                      .body()
                      .contains("again"));
      assertThat(log.lines()).filteredOn(line -> line.contains("no element has")).hasSize(1);
    }
    JsonNode record = fixture.record(instance);
    assertThat(record.path("state").asText()).isEqualTo("FAILED");
    assertThat(record.path("lastError").asText()).isEqualTo("no element has the key late");
    assertThat(record.path("nextPoll").isNull()).isTrue();
    String enabled = "/instances/" + instance.path("id").asText() + "/enabled";
    for (String method : List.of("DELETE", "PUT")) {
      assertThat(fixture.pollhook.api().call(method, enabled, null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void removedResourceIsReported() {
    fixture = new RestFixture(directory, Map.of(FILE, element("first", "/one")));
    serve("/one", "before");
    JsonNode instance =
        fixture.create("late", Map.of(), "{\"things\": {\"url\": \"/hubs/general/things\"}}");
    fixture.write(FILE, element("second", "/one").replace("path: /things", "path: /others"));
    awaitName("second");
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("FAILED");
    assertThat(fixture.record(instance).path("lastError").asText())
        .isEqualTo("the element late no longer has this url");
  }
}
