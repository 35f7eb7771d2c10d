package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowsCrossOriginCallsTest {
  private static final String PAGE = "https://app.example.com";
  private static final String ORIGIN = "access-control-allow-origin";

  @TempDir Path directory;

  @Test
  void onlyAllowedOriginsAreAccepted() throws Exception {
    try (ApiFixture api = started(PAGE + ", http://localhost:3000")) {
      assertThat(header(send(api, "GET", "/elements", PAGE), ORIGIN)).isEqualTo(PAGE);
      assertThat(header(send(api, "GET", "/elements", "http://localhost:3000"), ORIGIN))
          .isEqualTo("http://localhost:3000");
      assertThat(header(send(api, "GET", "/elements", "https://example.com"), ORIGIN)).isEmpty();
      assertThat(header(send(api, "GET", "/elements", "https://example.com"), "vary"))
          .isEqualToIgnoringCase("origin");
    }
  }

  @Test
  void theStarAllowsAnyOrigin() throws Exception {
    try (ApiFixture api = started("*")) {
      assertThat(header(send(api, "GET", "/elements", PAGE), ORIGIN)).isEqualTo("*");
    }
  }

  @Test
  void noOriginIsAllowedByDefault() throws Exception {
    try (ApiFixture api = started("")) {
      assertThat(header(send(api, "OPTIONS", "/elements", PAGE), ORIGIN)).isEmpty();
    }
  }

  @Test
  void preflightRequestsAreAnsweredAndResponseHeadersAreExposed() throws Exception {
    try (ApiFixture api = started(PAGE)) {
      HttpResponse<String> preflight = send(api, "OPTIONS", "/instances/17", PAGE);

      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(header(preflight, "allow")).isEqualTo("DELETE, GET, PATCH, PUT");
      assertThat(header(preflight, "access-control-allow-methods")).contains("PATCH", "DELETE");
      assertThat(header(preflight, "access-control-allow-headers")).contains("Authorization");
      assertThat(header(send(api, "GET", "/instances/17", PAGE), "access-control-expose-headers"))
          .contains("elements-request-id", "elements-returned-count", "elements-next-page-token");
      assertThat(header(preflight, "access-control-allow-credentials")).isEmpty();
    }
  }

  /**
   * Browsers ask without credentials, so that the element is not known: any that has the path will
   * do.
   */
  @ParameterizedTest
  @CsvSource({"/messages, 204", "/hubs/crm/messages, 204", "/instances, 204", "/nothing, 404"})
  void preflightOfAPathThatExistsIsAnswered(String path, int status) throws Exception {
    try (ApiFixture api = started(PAGE)) {
      HttpRequest.Builder preflight =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + api.port() + "/elements/api-v2" + path))
              .method("OPTIONS", BodyPublishers.noBody())
              .header("Origin", PAGE)
              .header("Access-Control-Request-Method", "GET");

      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(preflight.build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(header(answer, ORIGIN)).isEqualTo(PAGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/elements, GET",
    "/instances, 'DELETE, GET, PATCH, POST, PUT'",
    "/nothing, ''",
    "/messages, GET",
    "/hubs/general/messages/17, GET",
    "/hubs/general/nothing, ''"
  })
  void optionsNamesTheMethodsOfAPath(String path, String methods) throws Exception {
    try (ApiFixture api = started("")) {
      HttpResponse<String> preflight = send(api, "OPTIONS", path, PAGE);

      assertThat(preflight.statusCode()).isEqualTo(methods.isEmpty() ? 404 : 204);
      assertThat(header(preflight, "allow")).isEqualTo(methods);
    }
  }

  private ApiFixture started(String origins) throws Exception {
    return new ApiFixture(directory, Map.of("pollhook.api.allowed-origins", origins));
  }

  private static HttpResponse<String> send(
      ApiFixture api, String method, String path, String origin) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + api.port() + "/elements/api-v2" + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .method(method, BodyPublishers.noBody())
            .header("Origin", origin);
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
