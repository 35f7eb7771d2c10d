package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text from outside is never evaluated, whatever field it is in: the values of properties, system
 * properties and environment variables appear in no response, no call and no log line.
 */
class EvaluatesNothingTest {
  private static final String PROPERTY = "MARKER-of-a-property";
  private static final String SYSTEM = "MARKER-of-the-system";
  private static final String ENVIRONMENT = System.getenv("PATH");

  private static final List<String> EXPRESSIONS =
      List.of(
          "{{test.marker}}",
          "{{sys:test.system-marker}}",
          "{{env:PATH}}",
          "{{bean:marker.toString}}",
          "{{missing:{{test.marker}}}}",
          "${properties:test.marker}",
          "${sysenv.PATH}",
          "#{properties:test.marker}",
          "%7B%7Btest.marker%7D%7D");

  private static final String POLLING = "{\"things\": {\"url\": \"/hubs/general/things\"}}";
  private static final String MARKED =
      """
      key: marked
      baseUrl: http://127.0.0.${node}:PORT/${workspace}
      authentication: {type: api-key, header: X-Key, value: "Key ${api.key}"}
      headers:
        X-Region: ${region}
      resources:
        - path: /things
          query: {team: "${team}"}
      """;
  private static final String PAGED =
      """
      key: paged
      baseUrl: BASE
      authentication: {type: none}
      resources:
        - {path: /token, items: list, paging: {style: token, parameter: page, field: next}}
        - {path: /url, items: list, paging: {style: next-url, field: next}}
        - {path: /link, items: list, paging: {style: link}}
      """;
  private static final String OAUTH =
      """
      key: oauth
      baseUrl: BASE
      authentication:
        type: client-credentials
        tokenUrl: BASE/${tenant}/token
      resources: [{path: /things}]
      """;

  @TempDir static Path directory;
  private static RestFixture fixture;
  private static AllLogLines log;
  private final List<String> answers = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    System.setProperty("test.system-marker", SYSTEM);
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("application.properties"), "test.marker=" + PROPERTY + "\n");
    log = new AllLogLines();
    fixture =
        new RestFixture(
            directory, Map.of("marked.yaml", MARKED, "paged.yaml", PAGED, "oauth.yaml", OAUTH));
    fixture.pollhook.context().getRegistry().bind("marker", PROPERTY);
    assertThat(fixture.pollhook.context().resolvePropertyPlaceholders("{{test.marker}}"))
        .as("the marker exists")
        .isEqualTo(PROPERTY);
  }

  @AfterAll
  static void stop() {
    fixture.close();
    log.close();
    System.clearProperty("test.system-marker");
  }

  @AfterEach
  void nothingWasEvaluated() {
    fixture.removeInstances();
    List<String> seen = new ArrayList<>(answers);
    fixture.provider.getAllServeEvents().forEach(event -> seen.add(event.getRequest().toString()));
    fixture.receiver.callbacks().forEach(callback -> seen.add(callback.request().toString()));
    fixture.receiver.callbacks().forEach(callback -> seen.add(callback.request().text()));
    seen.addAll(log.lines());
    assertThat(seen).noneMatch(text -> text.contains("MARKER") || text.contains(ENVIRONMENT));
    fixture.provider.resetAll();
    fixture.receiver.clear();
  }

  /** A text field of a request, and a way to put an expression into it. */
  private record Field(String name, Put put) {
    @Override
    public String toString() {
      return name;
    }
  }

  private interface Put {
    void into(ObjectNode body, String text);
  }

  private static Field key(String key, String before, String after) {
    return new Field(
        key + " " + before + "…" + after,
        (body, text) -> body.withObject("configuration").put(key, before + text + after));
  }

  private static Field polling(String template) {
    return new Field(
        "polling " + template,
        (body, text) ->
            body.withObject("configuration")
                .set(
                    "event.poller.configuration",
                    Json.parse(template.replace("…", text).replace('`', '"'))));
  }

  static Stream<Field> fields() {
    String url = "http://127.0.0.1:" + fixture.provider.port();
    String callback = fixture.receiver.url().toString();
    return Stream.of(
        new Field("name", (body, text) -> body.put("name", text)),
        new Field("tags", (body, text) -> body.putArray("tags").add(text)),
        new Field("element", (body, text) -> body.putObject("element").put("key", text)),
        new Field("code", (body, text) -> body.putObject("providerData").put("code", text)),
        key("event.notification.callback.url", callback + "/", ""),
        key("event.notification.callback.url", callback + "?a=", ""),
        key("event.notification.callback.url", "http://", "/"),
        key("event.notification.callback.headers", "X-A: ", ""),
        key("event.notification.callback.headers", "{\"X-A\": \"", "\"}"),
        key("event.notification.basic.username", "", ""),
        key("event.notification.basic.password", "", ""),
        key("event.notification.signature.key", "", ""),
        key("event.poller.refresh_interval", "", ""),
        key("oauth.api.key", "", ""),
        key("oauth.api.secret", "", ""),
        key("oauth.callback.url", "https://a.example/", ""),
        key("any.other.key", "", ""),
        key("node", "1", ""),
        key("workspace", "w", ""),
        key("region", "r", ""),
        key("team", "t", ""),
        key("api.key", "k", ""),
        polling("{`…`: {`url`: `/hubs/general/things`}}"),
        polling("{`things`: {`url`: `/hubs/general/…`}}"),
        polling("{`things`: {`url`: `/hubs/general/things?where=a='…'`}}"),
        polling("{`things`: {`url`: `/hubs/general/things?…=1`}}"),
        polling("{`things`: {`url`: `/hubs/general/things?a=${gmtDate:yyyy'…'}`}}"),
        polling("{`things`: {`url`: `/hubs/general/things?a={${gmtDate:yyyy'…'}}`}}"),
        polling("{`things`: {`url`: `" + url + "/w/${gmtDate:yyyy'…'}`}}"),
        polling("{`things`: {`url`: `" + url + "/${gmtDate:'…'yyyy}/b?a=1`}}"),
        polling("{`things`: {`url`: `" + url + "/w?a=${dateTimeZone:GMT:yyyy'…'}`}}"),
        polling("{`things`: {`url`: `" + url + "/…`}}"),
        polling("{`things`: {`url`: `/hubs/general/things`, `idField`: `…`}}"),
        polling(
            "{`things`: {`url`: `/hubs/general/things`,"
                + " `datesConfiguration`: {`updatedDateField`: `…`}}}"),
        polling(
            "{`things`: {`url`: `/hubs/general/things`, `datesConfiguration`:"
                + " {`updatedDateField`: `updated`, `updatedDateFormat`: `yyyy'…'`}}}"));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void expressionInAnyFieldOfARequestIsNotEvaluated(Field field) {
    fixture.provider.stubFor(any(anyUrl()).willReturn(okJson("[]")));
    List<JsonNode> created = new ArrayList<>();
    for (String expression : EXPRESSIONS) {
      HttpResponse<String> answer = create("marked", body -> field.put().into(body, expression));
      assertThat(answer.statusCode()).as(expression).isIn(200, 400, 404);
      if (answer.statusCode() == 200) {
        created.add(Json.parse(answer.body()));
      }
    }
    fixture.provider.stubFor(any(anyUrl()).willReturn(okJson("[" + RestFixture.object(7) + "]")));
    for (JsonNode instance : created) {
      await()
          .atMost(ofSeconds(20))
          .untilAsserted(() -> assertThat(record(instance)).contains("lastPoll"));
    }
  }

  private String record(JsonNode instance) {
    String token = instance.path("token").asText();
    String id = instance.path("id").asText();
    answers.add(call("GET", "/instances/" + id + "/configuration"));
    answers.add(call("GET", "/instances/" + id + "/events"));
    String records =
        fixture.pollhook.api().callAs(token, "GET", "/instances/event-poller-records").body();
    answers.add(records);
    return records;
  }

  private static String call(String method, String path) {
    return fixture.pollhook.api().call(method, path, null).body();
  }

  private HttpResponse<String> create(String element, Consumer<ObjectNode> change) {
    Map<String, String> keys =
        Map.of("node", "1", "workspace", "w", "region", "r", "team", "t", "api.key", "k3y");
    ObjectNode body = fixture.body(element, keys, POLLING);
    change.accept(body);
    HttpResponse<String> answer = fixture.pollhook.api().call("POST", "/instances", body);
    answers.add(answer.body());
    return answer;
  }

  static Stream<Field> urls() {
    return fields()
        .filter(
            field ->
                field.name().startsWith("event.notification.callback.url")
                    || field.name().contains("`url`: `http")
                    || field.name().contains("gmtDate"));
  }

  @ParameterizedTest
  @MethodSource("urls")
  void urlWithAnExpressionIsRefusedAtOnce(Field field) {
    String named =
        field.name().startsWith("event") ? "callback.url" : "event.poller.configuration.things.url";
    for (String expression : List.of("{{test.marker}}", "${sysenv.PATH}", "#{a}")) {
      HttpResponse<String> answer = create("marked", body -> field.put().into(body, expression));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(Json.parse(answer.body()).path("message").asText()).contains(named);
    }
  }

  @Test
  void expressionInAHeaderIsText() {
    fixture.provider.stubFor(any(anyUrl()).willReturn(okJson("[]")));
    String headers = "{\"X-A\": \"{{test.marker}} ${sysenv.PATH}\"}";
    HttpResponse<String> answer =
        create(
            "marked",
            body ->
                body.withObject("configuration")
                    .put("event.notification.callback.headers", headers));
    assertThat(answer.statusCode()).isEqualTo(200);
    fixture.provider.stubFor(any(anyUrl()).willReturn(okJson("[" + RestFixture.object(1) + "]")));
    await().atMost(ofSeconds(15)).until(() -> !fixture.receiver.callbacks().isEmpty());
    assertThat(fixture.receiver.callbacks().get(0).request().header("x-a"))
        .contains("{{test.marker}} ${sysenv.PATH}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token", "url", "link"})
  void expressionInAPageUrlIsNotEvaluated(String style) {
    for (String expression : EXPRESSIONS) {
      fixture.provider.resetAll();
      String next = style.equals("token") ? expression : "/" + style + "/" + expression;
      ObjectNode page = Json.MAPPER.createObjectNode().put("next", next);
      page.putArray("list").add(RestFixture.object(1).put("note", expression));
      fixture.provider.stubFor(
          any(anyUrl())
              .willReturn(
                  okJson(page.toString()).withHeader("Link", "<" + next + ">; rel=\"next\"")));
      String polling = "{\"x\": {\"url\": \"/hubs/general/" + style + "\"}}";
      JsonNode instance = fixture.create("paged", Map.of(), polling);
      await()
          .atMost(ofSeconds(15))
          .untilAsserted(() -> assertThat(record(instance)).contains("lastError\":\""));
      fixture.removeInstances();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "error", "error_description"})
  void expressionInATokenResponseIsNotEvaluated(String field) {
    for (String expression : EXPRESSIONS) {
      ObjectNode token = Json.MAPPER.createObjectNode();
      token.put("token_type", "bearer").put("access_token", "t").put(field, expression);
      fixture.provider.stubFor(any(anyUrl()).willReturn(okJson("[]")));
      fixture.provider.stubFor(
          post(urlPathMatching("/.*/token")).willReturn(okJson(token.toString())));
      create(
          "oauth",
          body ->
              body.withObject("configuration")
                  .put("oauth.api.key", "a")
                  .put("oauth.api.secret", "b")
                  .put("tenant", "acme"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/instances/*",
        "/instances/*/events",
        "/instances?searchText=*",
        "/instances?nextPage=*",
        "/elements/*",
        "/elements/marked/oauth/url?apiKey=*&callbackUrl=*&state=*",
        "/*",
      })
  void expressionInAPathOrAQueryIsNotEvaluated(String path) {
    for (String expression : EXPRESSIONS) {
      String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8).replace("+", "%20");
      answers.add(call("GET", path.replace("*", encoded)));
    }
  }
}
