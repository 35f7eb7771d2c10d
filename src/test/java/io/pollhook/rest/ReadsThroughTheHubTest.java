package io.pollhook.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.pollhook.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources that an element declares can be read with an instance's token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadsThroughTheHubTest {
  private static final String CRM =
      """
      key: crm
      baseUrl: BASE/v2
      authentication: {type: api-key}
      paging: {style: token, parameter: after, field: next, sizeParameter: limit, maximum: 50}
      items: data
      resources:
        - path: /contacts
          where: {changed: modified_since}
        - path: /lists/{listId}/members
        - path: /files
          object: /drive/{+objectId}
          objectField: file
        - path: /found
          post: /search
        - path: /me
          get: /account
          items: account
          single: true
      """;
  private static final String LINKED =
      """
      key: linked
      baseUrl: BASE/linked
      paging: {style: link}
      resources: [{path: /issues}]
      """;
  private static final String TIGHT =
      """
      key: tight
      baseUrl: BASE/tight
      budget: {account: 1}
      resources: [{path: /things}]
      """;

  private RestFixture fixture;
  private JsonNode instance;

  @BeforeAll
  void start(@TempDir Path directory) {
    fixture =
        new RestFixture(
            directory, Map.of("crm.yaml", CRM, "linked.yaml", LINKED, "tight.yaml", TIGHT));
  }

  @AfterAll
  void stop() {
    fixture.close();
  }

  @BeforeEach
  void create() {
    fixture.removeInstances();
    fixture.provider.resetAll();
    instance = unpolled("crm");
  }

  /** Creates an instance that polls nothing, so that all requests are the hub's. */
  private JsonNode unpolled(String element) {
    return fixture.create(element, Map.of("api.key", "key-12345"), "{}");
  }

  private HttpResponse<String> read(String path) {
    return read(instance, path);
  }

  private HttpResponse<String> read(JsonNode of, String path) {
    return fixture.pollhook.api().callAs(of.path("token").asText(), "GET", path);
  }

  private void answers(String path, ResponseDefinitionBuilder response) {
    fixture.provider.stubFor(get(urlPathEqualTo(path)).willReturn(response));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.parse(answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/contacts", "/hubs/crm/contacts", "/hubs/anything/contacts"})
  void listHasTheProvidersObjects(String path) {
    answers("/v2/contacts", okJson("{\"data\": [{\"id\": 1, \"name\": \"Ada\"}, {\"id\": 2}]}"));

    HttpResponse<String> answer = read(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(Json.parse("[{\"id\": 1, \"name\": \"Ada\"}, {\"id\": 2}]"));
    assertThat(answer.headers().firstValue("elements-returned-count")).hasValue("2");
    assertThat(answer.headers().firstValue("elements-next-page-token")).isEmpty();
    fixture.provider.verify(
        getRequestedFor(urlPathEqualTo("/v2/contacts"))
            .withHeader("Authorization", equalTo("key-12345")));
  }

  @Test
  void placeholderInThePathIsFilledIn() {
    answers("/v2/lists/a%20b/members", okJson("{\"data\": [{\"id\": 7}]}"));

    assertThat(json(read("/lists/a%20b/members")).path(0).path("id").asInt()).isEqualTo(7);
  }

  @Test
  void nextPageIsInTheHeader() {
    fixture.provider.stubFor(
        get(urlPathEqualTo("/v2/contacts"))
            .withQueryParam("after", absent())
            .withQueryParam("limit", equalTo("3"))
            .willReturn(okJson("{\"data\": [{\"id\": 1}], \"next\": \"p 2/ü\"}")));
    fixture.provider.stubFor(
        get(urlPathEqualTo("/v2/contacts"))
            .withQueryParam("after", equalTo("p 2/ü"))
            .withQueryParam("limit", equalTo("3"))
            .willReturn(okJson("{\"data\": [{\"id\": 2}]}")));

    HttpResponse<String> first = read("/contacts?pageSize=3");
    String token = first.headers().firstValue("elements-next-page-token").orElseThrow();
    HttpResponse<String> second = read("/contacts?pageSize=3&nextPage=" + token);

    assertThat(json(second).path(0).path("id").asInt()).isEqualTo(2);
    assertThat(second.headers().firstValue("elements-next-page-token")).isEmpty();
  }

  @Test
  void pageTokenCannotLeadToAnotherHost() {
    JsonNode linked = unpolled("linked");
    String token =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                " https://elsewhere.example/issues"
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(read(linked, "/issues?nextPage=" + token).statusCode()).isEqualTo(400);
  }

  @Test
  void providersLinksAreFollowed() {
    JsonNode linked = unpolled("linked");
    answers(
        "/linked/issues",
        okJson("[{\"id\": 1}]").withHeader("Link", "</linked/more>; rel=\"next\""));
    answers("/linked/more", okJson("[{\"id\": 2}]"));

    String token =
        read(linked, "/issues").headers().firstValue("elements-next-page-token").orElseThrow();

    assertThat(json(read(linked, "/issues?nextPage=" + token)).path(0).path("id").asInt())
        .isEqualTo(2);
  }

  @Test
  void conditionsAreTranslatedAsInPollingUrls() {
    answers("/v2/contacts", okJson("{\"data\": []}"));

    read("/contacts?where=changed%3E%3D%272026-01-01T00%3A00%3A00%2B00%3A00%27&color=sea+green");

    fixture.provider.verify(
        getRequestedFor(urlPathEqualTo("/v2/contacts"))
            .withQueryParam("modified_since", equalTo("2026-01-01T00:00:00+00:00"))
            .withQueryParam("color", equalTo("sea green")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/contacts?where=name%3D%27%24%7Bdate%3Ayyyy%7D%27",
        "/contacts?where=name",
        "/contacts?where=name%3D%27a%27%20and",
        "/contacts?pageSize=0",
        "/contacts?pageSize=many",
        "/contacts?nextPage=nothing"
      })
  void invalidRequestIsRefused(String path) {
    answers("/v2/contacts", okJson("{\"data\": []}"));

    assertThat(read(path).statusCode()).isEqualTo(400);
    fixture.provider.verify(0, getRequestedFor(urlPathEqualTo("/v2/contacts")));
  }

  @Test
  void unknownResourceIsNotFoundAndTheKnownOnesAreNamed() {
    HttpResponse<String> answer = read("/hubs/crm/deals");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).path("message").asText())
        .contains("crm has no resource /deals", "/contacts, /lists/{listId}/members, /files");
  }

  @ParameterizedTest
  @CsvSource({
    "/contacts/17, /v2/contacts/17",
    "/hubs/crm/contacts/a%20b, /v2/contacts/a%20b",
    "/lists/7/members/8, /v2/lists/7/members/8",
    "/contacts/a%2Fb, /v2/contacts/a%2Fb",
    "/contacts/17?fields=a%2Cb, /v2/contacts/17",
  })
  void objectIsReadByItsId(String path, String called) {
    answers(called, okJson("{\"id\": 17, \"rate\": 1.10}"));

    HttpResponse<String> answer = read(path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"id\":17,\"rate\":1.10}");
    assertThat(answer.headers().firstValue("elements-returned-count")).isEmpty();
    fixture.provider.verify(
        getRequestedFor(urlPathEqualTo(called)).withQueryParam("limit", absent()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/files/a/b%20c.txt", "/files/a%2Fb%20c.txt"})
  void idMayHaveSlashesAndTheObjectItsOwnUrl(String path) {
    answers("/v2/drive/a/b%20c.txt", okJson("{\"file\": {\"id\": \"a/b c.txt\"}}"));

    assertThat(json(read(path)).path("id").asText()).isEqualTo("a/b c.txt");
  }

  @Test
  void singleObjectIsReadAsAnObject() {
    answers("/v2/account", okJson("{\"account\": {\"id\": 1}}"));

    assertThat(read("/me").body()).isEqualTo("{\"id\":1}");
    assertThat(read("/me/1").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/found/1",
        "/hubs//contacts",
        "/hubs/contacts",
        "/contacts/1/2",
        "/contacts/%7BobjectId%7D",
        "/contacts/%2e%2e",
        "/contacts/%24%7Bx%7D",
        "/contacts/a%7B%7Bx%7D%7D",
        "/files/a/%2E%2E/%2E%2E/contacts",
        "/files/a%2F..%2Fb",
        "/files/a//b",
        "/lists/%2e/members"
      })
  void pathWithoutAnObjectIsNotFound(String path) {
    assertThat(read(path).statusCode()).isEqualTo(404);
    assertThat(fixture.provider.getAllServeEvents()).isEmpty();
  }

  @Test
  void objectUnknownToTheProviderIsNotFound() {
    answers("/v2/contacts/9", aResponse().withStatus(404).withBody("{\"message\": \"none\"}"));
    answers("/v2/contacts/8", aResponse().withStatus(204));
    answers("/v2/contacts/7", okJson("[]"));

    assertThat(json(read("/contacts/9")).path("providerMessage").asText()).contains("none");
    assertThat(read("/contacts/9").statusCode()).isEqualTo(404);
    assertThat(read("/contacts/8").statusCode()).isEqualTo(404);
    assertThat(read("/contacts/7").statusCode()).isEqualTo(502);
  }

  @Test
  void tokenIsRequired() {
    assertThat(fixture.pollhook.api().call("GET", "/hubs/crm/contacts", null).statusCode())
        .isEqualTo(401);
    assertThat(fixture.pollhook.api().callAs("x", "GET", "/hubs/crm/contacts").statusCode())
        .isEqualTo(401);
    assertThat(fixture.pollhook.api().call("GET", "/contacts", null).statusCode()).isEqualTo(404);
  }

  @Test
  void disabledInstanceIsForbidden() {
    fixture
        .pollhook
        .api()
        .call("DELETE", "/instances/" + instance.path("id").asLong() + "/enabled", null);

    assertThat(read("/contacts").statusCode()).isEqualTo(403);
    assertThat(read("/ping").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"400, 400", "403, 403", "404, 404", "422, 422", "401, 403", "500, 502", "503, 502"})
  void refusalKeepsItsStatusAndFailureIsABadGateway(int came, int answered) {
    answers("/v2/contacts", aResponse().withStatus(came).withBody("{\"message\": \"so it is\"}"));

    HttpResponse<String> answer = read("/contacts");

    assertThat(answer.statusCode()).isEqualTo(answered);
    assertThat(json(answer).path("providerMessage").asText()).contains("so it is");
  }

  @Test
  void rateLimitNamesTheWait() {
    answers("/v2/contacts", aResponse().withStatus(429).withHeader("Retry-After", "17"));

    HttpResponse<String> answer = read("/contacts");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("17");
  }

  @Test
  void spentBudgetIsARateLimit() {
    JsonNode tight = unpolled("tight");
    answers("/tight/things", okJson("[]"));

    assertThat(read(tight, "/things").statusCode()).isEqualTo(200);
    HttpResponse<String> second = read(tight, "/things");

    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(Long.parseLong(second.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(1L, 60L);
  }

  @Test
  void answerThatIsNotAListIsABadGateway() {
    answers("/v2/contacts", okJson("{\"nothing\": 1}"));

    assertThat(read("/contacts").statusCode()).isEqualTo(502);
  }

  @Test
  void unsupportedMethodOfAnApiPathIsStillRefused() {
    HttpResponse<String> answer = read("/instances/1/poll");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("POST");
  }

  /** A token says which element is meant; without one, a path exists if any element has it. */
  @ParameterizedTest
  @CsvSource({
    "/contacts, true, 405",
    "/contacts/17, true, 405",
    "/hubs/crm/contacts, true, 405",
    "/issues, true, 404",
    "/issues, false, 405",
    "/hubs/crm/deals, true, 404",
    "/nothing, false, 404"
  })
  void pathThatTheElementHasIsReadOnly(String path, boolean withToken, int status) {
    HttpResponse<String> answer =
        withToken
            ? fixture.pollhook.api().callAs(instance.path("token").asText(), "POST", path)
            : fixture.pollhook.api().call("POST", path, null);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 405", "POST, 405", "OPTIONS, 204", "TRACE, 405"})
  void hubIsReadOnly(String method, int status) {
    HttpResponse<String> answer = fixture.pollhook.api().call(method, "/hubs/crm/contacts", null);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("allow")).hasValue("GET");
  }
}
