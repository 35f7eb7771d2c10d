package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.awaitility.Awaitility.await;

import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Element files are added, changed, broken and removed while instances are polled. */
class TakesInElementFilesTest {
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
  void aFileIsAddedChangedBrokenAndRemoved() throws IOException {
    fixture = new RestFixture(directory, Map.of("broken.yaml", "key: late\nresorces: []\n"));
    fixture.write(FILE, element("first", "/one"));
    awaitName("first");
    serve("/one", "before");
    serve("/two", "before");
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
    serve("/two", "still");
    awaitReport("still");
    Files.delete(fixture.elements.resolve(FILE));
    await()
        .atMost(ofSeconds(15))
        .until(
            () -> fixture.pollhook.api().call("GET", "/elements/late", null).statusCode() == 404);
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.pollhook.context().getRoute("poll-late-things") == null);
    serve("/two", "afterwards");
    fixture.write(FILE, element("back", "/two"));
    awaitReport("afterwards");
  }
}
