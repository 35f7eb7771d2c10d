package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A packaged element, tested against a stand-in that only accepts documented requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PackagedElementTest<P extends ElementStandIn> {
  final P provider;
  RestFixture fixture;
  private LoopbackServer server;

  PackagedElementTest(P provider) {
    this.provider = provider;
  }

  @BeforeAll
  void start(@TempDir Path directory) {
    server =
        new LoopbackServer(
            0,
            Clock.systemUTC(),
            request ->
                provider.serve(request, request.path().substring(provider.key().length() + 1)));
    String file = provider.local(packaged(provider.key()), server.uri());
    fixture = new RestFixture(directory, Map.of(provider.key() + ".yaml", file));
  }

  @AfterEach
  void removeInstances() {
    assertThat(provider.complaints).isEmpty();
    fixture.removeInstances();
    provider.objects.clear();
  }

  @AfterAll
  void stop() {
    fixture.close();
    server.close();
  }

  @Test
  void changesOnSeveralPagesAreReported() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant before = now.minusSeconds(3600);
    provider.set("a", before, before);
    JsonNode unused = create();
    for (String id : List.of("b", "c", "d", "e")) {
      provider.set(id, now.plusSeconds(1), now.plusSeconds(1));
    }
    expect("CREATED b", "CREATED c", "CREATED d", "CREATED e");

    provider.set("a", before, now.plusSeconds(20));
    String last = provider.deleteOrUpdate("d", now.plusSeconds(1), now.plusSeconds(21)) + " d";
    expect("CREATED b", "CREATED c", "CREATED d", "CREATED e", "UPDATED a", last);
    assertThat(fixture.reported(provider.resource()))
        .doesNotContain("CREATED a")
        .doesNotHaveDuplicates();
  }

  @Test
  void rateLimitIsWaitedFor() {
    JsonNode instance = create();
    provider.limits = true;
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("BACKING_OFF"));
    String status = "HTTP " + provider.limited().status() + ' ';
    String error = fixture.record(instance).path("lastError").asText();
    assertThat(error).startsWith(status);
    assertThat(new String(provider.limited().body(), StandardCharsets.UTF_8))
        .as("the provider's own words")
        .contains(error.substring(status.length()));

    provider.limits = false;
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    provider.set("limited", now, now);
    expect("CREATED limited");
  }

  @Test
  void expiredTokenIsRenewed() {
    JsonNode instance = create();
    provider.token.incrementAndGet(); // Pollhook's token is no longer accepted
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    provider.set("renewed", now, now);

    expect("CREATED renewed");
    assertThat(provider.token).hasValue(3);
    assertThat(fixture.record(instance).path("state").asText()).isEqualTo("OK");
  }

  private static String packaged(String key) {
    try (InputStream in =
        PackagedElementTest.class.getResourceAsStream("/io/pollhook/elements/" + key + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Creates an instance that polls the stand-in's resource. */
  JsonNode create() {
    String resource = provider.resource();
    String hub = packaged(provider.key()).replaceAll("(?s).*\\nhub: (\\w+).*", "$1");
    return create("{\"%s\": {\"url\": \"/hubs/%s/%s\"}}".formatted(resource, hub, provider.url()));
  }

  /** Creates an instance; without a polling configuration, the element's default applies. */
  JsonNode create(String polling) {
    provider.token.set(0); // the next grant is requested with a code
    ObjectNode body = fixture.body(provider.key(), Map.of(), polling);
    body.putObject("providerData").put("code", "c1");
    ((ObjectNode) body.get("configuration"))
        .put("oauth.api.key", "id")
        .put("oauth.api.secret", "secret")
        .put("oauth.callback.url", "https://app.example/callback");
    HttpResponse<String> answer = fixture.pollhook.api().call("POST", "/instances", body);
    assertThat(answer.statusCode()).as(answer.body() + provider.complaints).isEqualTo(200);
    return Json.parse(answer.body());
  }

  void expect(String... changes) {
    await()
        .atMost(ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(provider.resource()))
                    .as("complaints: %s", provider.complaints)
                    .contains(changes));
  }
}
