package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowsNoSecretAtTraceTest {
  private static final String ELEMENTS =
      """
      key: NAME
      baseUrl: BASE
      authentication: AUTH
      headers: {X-App: "${app.secret}"}
      resources: [{path: /things}]
      """;
  private static final String OAUTH = "{type: client-credentials, tokenUrl: BASE/token}";
  private static final String POLLING = "{\"things\": {\"url\": \"/hubs/general/things\"}}";
  private static final Map<String, String> SECRETS =
      Map.of(
          "app.secret", "hush-application",
          "api.key", "hush-api-key",
          "password", "hush-password",
          "username", "some-one",
          "oauth.api.key", "hush-client-id",
          "oauth.api.secret", "hush-client-secret",
          "event.notification.basic.username", "receiver",
          "event.notification.basic.password", "hush-basic",
          "event.notification.callback.headers", "X-Key: hush-header",
          "event.notification.signature.key", "hush-signature");

  @Test
  void pollAndDeliveryLogNoSecret(@TempDir Path directory) throws Exception {
    Map<String, String> files =
        Map.of(
            "header.yaml", element("header", "{type: api-key, header: X-Api}"),
            "query.yaml", element("query", "{type: api-key, query: key}"),
            "basic.yaml", element("basic", "{type: basic}"),
            "oauth.yaml", element("oauth", OAUTH));
    List<String> tokens = new ArrayList<>();
    try (AllLogLines log = new AllLogLines();
        AutoCloseable tracing = AllLogLines.everything()) {
      try (RestFixture fixture = new RestFixture(directory, files)) {
        stub(fixture, "[]");
        for (String element : List.of("header", "query", "basic", "oauth")) {
          tokens.add(fixture.create(element, SECRETS, POLLING).path("token").asText());
        }
        stub(fixture, "[" + RestFixture.object(1) + "]");
        await().atMost(ofSeconds(30)).until(() -> fixture.receiver.callbacks().size() >= 4);
        fixture.removeInstances();
      }
      Properties own = new Properties();
      try (var in = Files.newBufferedReader(directory.resolve("data/secrets.properties"))) {
        own.load(in);
      }
      assertThat(log.lines()).hasSizeGreaterThan(1_000);
      assertThat(log.lines())
          .noneMatch(line -> line.contains("hush"))
          .noneMatch(line -> line.contains(base64("some-one:hush-password")))
          .noneMatch(line -> line.contains(base64("receiver:hush-basic")))
          .noneMatch(line -> tokens.stream().anyMatch(line::contains))
          .noneMatch(
              line ->
                  own.stringPropertyNames().stream()
                      .map(own::getProperty)
                      .anyMatch(line::contains));
      assertThat(tracing).isNotNull();
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String element(String name, String authentication) {
    return ELEMENTS.replace("NAME", name).replace("AUTH", authentication);
  }

  private static void stub(RestFixture fixture, String things) {
    fixture.provider.stubFor(any(anyUrl()).willReturn(okJson(things)));
    fixture.provider.stubFor(
        post(urlPathEqualTo("/token"))
            .willReturn(okJson("{\"access_token\":\"hush-token\",\"token_type\":\"bearer\"}")));
  }
}
