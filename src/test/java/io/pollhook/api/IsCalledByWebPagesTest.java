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

class IsCalledByWebPagesTest {
  private static final String PAGE = "https://app.example.com";
  private static final String ORIGIN = "access-control-allow-origin";

  @TempDir Path directory;

  @Test
  void ofAllowedOriginsOnly() throws Exception {
    try (ApiFixture api = started(PAGE + ", http://localhost:3000")) {
      assertThat(header(ask(api, "GET", "/elements", PAGE), ORIGIN)).isEqualTo(PAGE);
      assertThat(header(ask(api, "GET", "/elements", "http://localhost:3000"), ORIGIN))
          .isEqualTo("http://localhost:3000");
      assertThat(header(ask(api, "GET", "/elements", "https://example.com"), ORIGIN)).isEmpty();
      assertThat(header(ask(api, "GET", "/elements", "https://example.com"), "vary"))
          .isEqualToIgnoringCase("origin");
    }
  }

  @Test
  void ofAnyOriginIfTheStarIsAllowed() throws Exception {
    try (ApiFixture api = started("*")) {
      assertThat(header(ask(api, "GET", "/elements", PAGE), ORIGIN)).isEqualTo("*");
    }
  }

  @Test
  void ofNoneByDefault() throws Exception {
    try (ApiFixture api = started("")) {
      assertThat(header(ask(api, "OPTIONS", "/elements", PAGE), ORIGIN)).isEmpty();
    }
  }

  @Test
  void whichAskFirstAndSeeTheHeadersOfResponses() throws Exception {
    try (ApiFixture api = started(PAGE)) {
      HttpResponse<String> asked = ask(api, "OPTIONS", "/instances/17", PAGE);

      assertThat(asked.statusCode()).isEqualTo(204);
      assertThat(header(asked, "allow")).isEqualTo("DELETE, GET, PATCH, PUT");
      assertThat(header(asked, "access-control-allow-methods")).contains("PATCH", "DELETE");
      assertThat(header(asked, "access-control-allow-headers")).contains("Authorization");
      assertThat(header(ask(api, "GET", "/instances/17", PAGE), "access-control-expose-headers"))
          .contains("elements-request-id", "elements-returned-count", "elements-next-page-token");
      assertThat(header(asked, "access-control-allow-credentials")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"/elements, GET", "/instances, 'DELETE, GET, PATCH, POST, PUT'", "/nothing, ''"})
  void namesTheMethodsOfAPath(String path, String methods) throws Exception {
    try (ApiFixture api = started("")) {
      HttpResponse<String> asked = ask(api, "OPTIONS", path, PAGE);

      assertThat(asked.statusCode()).isEqualTo(methods.isEmpty() ? 404 : 204);
      assertThat(header(asked, "allow")).isEqualTo(methods);
    }
  }

  private ApiFixture started(String origins) throws Exception {
    return new ApiFixture(directory, Map.of("pollhook.api.allowed-origins", origins));
  }

  private static HttpResponse<String> ask(ApiFixture api, String method, String path, String origin)
      throws Exception {
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
