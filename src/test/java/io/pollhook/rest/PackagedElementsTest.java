package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.LoopbackServer;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged elements, tested against stand-ins that only accept documented requests: objects on
 * two pages, created, updated and deleted, a rate limit, and a token that expires.
 */
class PackagedElementsTest {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("id:secret".getBytes(StandardCharsets.UTF_8));

  @TempDir static Path directory;
  private static final Outlook OUTLOOK = new Outlook();
  private static final Map<String, StandIn> STAND_INS = new HashMap<>();
  private static LoopbackServer server;
  private static RestFixture fixture;

  @BeforeAll
  static void start() {
    server = new LoopbackServer(0, Clock.systemUTC(), PackagedElementsTest::answer);
    Map<String, String> files = new HashMap<>();
    for (StandIn standIn :
        List.of(new Hubspot(), new Salesforce(), new Shopify(), new Notion(), OUTLOOK)) {
      STAND_INS.put(standIn.key(), standIn);
      String base = server.uri() + "/" + standIn.key();
      String file = packaged(standIn.key());
      for (String origin : standIn.origins()) {
        file = file.replace(origin, base);
      }
      files.put(standIn.key() + ".yaml", file);
    }
    fixture = new RestFixture(directory, files);
  }

  @AfterAll
  static void stop() {
    fixture.close();
    server.close();
  }

  private static String packaged(String key) {
    try (InputStream in =
        PackagedElementsTest.class.getResourceAsStream("/io/pollhook/elements/" + key + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Response answer(Request request) {
    String[] path = request.path().substring(1).split("/", 2);
    return STAND_INS.get(path[0]).serve(request, '/' + path[1]);
  }

  private static Optional<String> parameter(Request request, String name) {
    return Optional.ofNullable(request.parameters().get(name)).map(values -> values.get(0));
  }

  /** A provider with tokens, and with objects in pages of two. */
  private abstract static class StandIn {
    final List<ObjectNode> objects = new CopyOnWriteArrayList<>();
    final List<String> complaints = new CopyOnWriteArrayList<>();
    final AtomicInteger token = new AtomicInteger();
    volatile boolean limits;

    abstract String key();

    abstract List<String> origins();

    abstract String resource();

    /** The url behind the hub. */
    String url() {
      return resource();
    }

    abstract String tokenPath();

    boolean isTokenRequest(Request request, String grant) {
      return isForm(request, grant);
    }

    String shownToken(Request request) {
      return bearer(request);
    }

    abstract Response page(Request request, String path);

    abstract Response limited();

    abstract ObjectNode object(String id, Instant created, Instant updated);

    Response serve(Request request, String path) {
      if (path.equals(tokenPath())) {
        return tokens(request);
      }
      if (limits) {
        return limited();
      }
      if (!("t" + token).equals(shownToken(request))) {
        return Response.json(401, "{\"message\": \"expired\"}");
      }
      try {
        return page(request, path);
      } catch (AssertionError e) {
        complaints.add(e.getMessage());
        return Response.json(400, "{\"message\": \"not as documented\"}");
      }
    }

    private Response tokens(Request request) {
      String grant = token.get() == 0 ? "authorization_code" : "refresh_token";
      if (!isTokenRequest(request, grant)) {
        complaints.add("token request: " + request.text());
        return Response.json(400, "{\"error\": \"invalid_request\"}");
      }
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer
          .put("access_token", "t" + token.incrementAndGet())
          .put("refresh_token", "r")
          .put("expires_in", 1800);
      return Response.json(200, answer);
    }

    /** The objects of a page from 0 on. */
    ArrayNode list(int page) {
      ArrayNode list = Json.MAPPER.createArrayNode();
      objects.stream().skip(2L * page).limit(2).forEach(list::add);
      return list;
    }

    boolean hasMoreAfter(int page) {
      return objects.size() > 2 * (page + 1);
    }

    /** Puts the object first, because its order does not matter. */
    void set(String id, Instant created, Instant updated) {
      objects.removeIf(object -> object.toString().contains('"' + id + '"'));
      objects.add(0, object(id, created, updated));
    }

    @Override
    public String toString() {
      return key();
    }
  }

  private static boolean isForm(Request request, String grant) {
    Map<String, List<String>> form = request.form();
    return List.of(grant).equals(form.get("grant_type"))
        && List.of("id").equals(form.get("client_id"))
        && List.of("secret").equals(form.get("client_secret"));
  }

  private static String bearer(Request request) {
    return request.header("authorization").orElse("").replaceFirst("^Bearer ", "");
  }

  private static final class Hubspot extends StandIn {
    @Override
    String key() {
      return "hubspot";
    }

    @Override
    List<String> origins() {
      return List.of("https://api.hubapi.com", "https://app.hubspot.com");
    }

    @Override
    String resource() {
      return "contacts";
    }

    @Override
    String tokenPath() {
      return "/oauth/v1/token";
    }

    @Override
    Response page(Request request, String path) {
      assertThat(request.method() + ' ' + path).isEqualTo("POST /crm/v3/objects/contacts/search");
      assertThat(request.header("content-type").orElse("")).isEqualTo("application/json");
      JsonNode asked = Json.parse(request.text());
      assertThat(asked.path("limit").isInt()).isTrue();
      assertThat(asked.at("/filterGroups/0/filters/0/operator").asText()).isEqualTo("GTE");
      assertThat(asked.at("/filterGroups/0/filters/0/value").asText()).matches("\\d{13}");
      int page = asked.path("after").asInt(0) / 2;
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.put("total", objects.size()).set("results", list(page));
      if (hasMoreAfter(page)) {
        answer.putObject("paging").putObject("next").put("after", "" + 2 * (page + 1));
      }
      return Response.json(200, answer);
    }

    @Override
    Response limited() {
      return Response.json(
          429,
          "{\"status\":\"error\",\"message\":\"You have reached your secondly limit.\","
              + "\"errorType\":\"RATE_LIMIT\",\"policyName\":\"SECONDLY\"}");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return Json.MAPPER
          .createObjectNode()
          .put("id", id)
          .put("createdAt", created.toString())
          .put("updatedAt", updated.toString())
          .put("archived", false);
    }
  }

  private static final class Salesforce extends StandIn {
    @Override
    String key() {
      return "salesforce";
    }

    @Override
    List<String> origins() {
      return List.of("https://${salesforce.domain}.my.salesforce.com");
    }

    @Override
    String resource() {
      return "contacts";
    }

    @Override
    String tokenPath() {
      return "/services/oauth2/token";
    }

    @Override
    Response page(Request request, String path) {
      int page = 0;
      if (path.startsWith("/services/data/v61.0/query/01g-")) {
        page = Integer.parseInt(path.substring(path.lastIndexOf('-') + 1));
      } else {
        assertThat(path).isEqualTo("/services/data/v61.0/queryAll");
        assertThat(parameter(request, "q").orElse(""))
            .matches(
                "SELECT .* FROM Contact WHERE SystemModstamp >= [-0-9]+T[:0-9]+Z"
                    + " ORDER BY SystemModstamp");
      }
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.put("done", !hasMoreAfter(page)).set("records", list(page));
      if (hasMoreAfter(page)) {
        String next = "/salesforce/services/data/v61.0/query/01g-" + (page + 1);
        answer.put("nextRecordsUrl", next);
      }
      return Response.json(200, answer);
    }

    @Override
    Response limited() {
      return Response.json(
          403,
          "[{\"message\":\"TotalRequests Limit exceeded.\","
              + "\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return Json.MAPPER
          .createObjectNode()
          .put("Id", id)
          .put("CreatedDate", date(created))
          .put("SystemModstamp", date(updated))
          .put("IsDeleted", id.equals("d") && updated.isAfter(created));
    }

    private static String date(Instant moment) {
      return moment.toString().replaceFirst("(\\.\\d{3})?Z$", ".000+0000");
    }
  }

  private static final class Shopify extends StandIn {
    @Override
    String key() {
      return "shopify";
    }

    @Override
    List<String> origins() {
      return List.of("https://${shopify.shop}.myshopify.com");
    }

    @Override
    String resource() {
      return "orders";
    }

    @Override
    String tokenPath() {
      return "/admin/oauth/access_token";
    }

    @Override
    String shownToken(Request request) {
      assertThat(request.header("authorization")).isEmpty();
      return request.header("x-shopify-access-token").orElse("");
    }

    @Override
    Response page(Request request, String path) {
      assertThat(path).isEqualTo("/admin/api/2025-01/orders.json");
      Optional<String> info = parameter(request, "page_info");
      int page = info.map(Integer::parseInt).orElse(0);
      if (info.isEmpty()) {
        assertThat(parameter(request, "status")).contains("any");
        assertThat(parameter(request, "limit")).contains("250");
        assertThat(parameter(request, "updated_at_min").orElse("")).endsWith("Z");
      } else {
        assertThat(request.parameters().keySet()).containsExactlyInAnyOrder("limit", "page_info");
      }
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.set("orders", list(page));
      Response response = Response.json(200, answer);
      String link = "<%s/shopify%s?limit=250&page_info=%d>; rel=\"next\"";
      return hasMoreAfter(page)
          ? response.with("Link", link.formatted(server.uri(), path, page + 1))
          : response;
    }

    @Override
    Response limited() {
      return Response.json(
              429,
              "{\"errors\":\"Exceeded 2 calls per second for api client. Reduce request rates to"
                  + " resume uninterrupted service.\"}")
          .with("Retry-After", "2.0");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return Json.MAPPER
          .createObjectNode()
          .put("id", id)
          .put("created_at", created.toString().replace("Z", "+00:00"))
          .put("updated_at", updated.toString().replace("Z", "+00:00"));
    }
  }

  private static final class Notion extends StandIn {
    @Override
    String key() {
      return "notion";
    }

    @Override
    List<String> origins() {
      return List.of("https://api.notion.com");
    }

    @Override
    String resource() {
      return "pages";
    }

    @Override
    String tokenPath() {
      return "/v1/oauth/token";
    }

    @Override
    boolean isTokenRequest(Request request, String grant) {
      JsonNode body = Json.parse(request.text());
      return request.header("authorization").orElse("").equals(BASIC)
          && request.header("content-type").orElse("").equals("application/json")
          && body.path("grant_type").asText().equals(grant)
          && !body.has("client_secret");
    }

    @Override
    Response page(Request request, String path) {
      assertThat(request.method() + ' ' + path).isEqualTo("POST /v1/search");
      assertThat(request.header("notion-version")).contains("2022-06-28");
      JsonNode asked = Json.parse(request.text());
      assertThat(asked.at("/filter/value").asText()).isEqualTo("page");
      assertThat(asked.path("page_size").asInt()).isEqualTo(100);
      int page = Integer.parseInt(asked.path("start_cursor").asText("c0").substring(1));
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.put("has_more", hasMoreAfter(page)).set("results", list(page));
      answer.put("next_cursor", hasMoreAfter(page) ? "c" + (page + 1) : null);
      return Response.json(200, answer);
    }

    @Override
    Response limited() {
      return Response.json(
              429,
              "{\"object\":\"error\",\"status\":429,\"code\":\"rate_limited\",\"message\":\"x\"}")
          .with("Retry-After", "2");
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return Json.MAPPER
          .createObjectNode()
          .put("id", id)
          .put("created_time", created.toString())
          .put("last_edited_time", updated.toString());
    }
  }

  /** Messages of one folder; each has the sequence number of its last change. */
  private static final class Outlook extends StandIn {
    private static final String FOLDERS = "/v1.0/me/mailFolders/delta";
    private static final String MESSAGES = "/v1.0/me/mailFolders/AQMk%3D/messages/delta";

    private static final String EVENTS = "/v1.0/me/calendarView/delta";
    private static final String CONTACTS = "/v1.0/me/contacts/delta";

    private final Map<String, Integer> changedAs = new HashMap<>();
    private int changes;
    private int oldestToken;

    @Override
    String key() {
      return "outlook";
    }

    @Override
    List<String> origins() {
      return List.of("https://graph.microsoft.com", "https://login.microsoftonline.com");
    }

    @Override
    String resource() {
      return "messages";
    }

    @Override
    String url() {
      return "mail-folders/{folderId}/messages";
    }

    @Override
    String tokenPath() {
      return "/common/oauth2/v2.0/token";
    }

    @Override
    synchronized Response page(Request request, String path) {
      assertThat(request.header("prefer").orElse("")).contains("IdType=\"ImmutableId\"");
      assertThat(path).isIn(FOLDERS, MESSAGES, EVENTS, CONTACTS);
      if (path.equals(EVENTS) || path.equals(CONTACTS)) {
        return seldom(request, path);
      }
      if (path.equals(FOLDERS)) {
        ObjectNode folder = Json.MAPPER.createObjectNode().put("id", "AQMk=");
        return answer(path, List.of(folder), "$deltatoken", "0");
      }
      Optional<String> since = parameter(request, "$deltatoken");
      Optional<String> page = parameter(request, "$skiptoken");
      if (page.isEmpty() && since.isEmpty()) {
        assertThat(request.parameters()).isEmpty();
      }
      if (since.map(Integer::parseInt).filter(token -> token < oldestToken).isPresent()) {
        return Response.json(
            410,
            "{\"error\": {\"code\": \"SyncStateNotFound\", \"message\": \"Resync required\"}}");
      }
      String[] at = page.orElse(since.orElse("-1") + ":0").split(":", 2);
      List<ObjectNode> left = changedSince(Integer.parseInt(at[0]));
      int from = Integer.parseInt(at[1]);
      List<ObjectNode> shown = left.stream().skip(from).limit(2).toList();
      return from + 2 < left.size()
          ? answer(path, shown, "$skiptoken", at[0] + ':' + (from + 2))
          : answer(path, shown, "$deltatoken", Integer.toString(changes));
    }

    /** Serves the calendar and the contacts: one object, which appears after the first listing. */
    private Response seldom(Request request, String path) {
      if (parameter(request, "$deltatoken").isPresent()) {
        ObjectNode found = Json.MAPPER.createObjectNode().put("id", path.replaceAll("\\W", ""));
        return answer(path, List.of(found), "$deltatoken", "1");
      }
      if (path.equals(EVENTS)) {
        Instant from = Instant.parse(parameter(request, "startDateTime").orElse(""));
        Instant to = Instant.parse(parameter(request, "endDateTime").orElse(""));
        assertThat(ChronoUnit.DAYS.between(from, to)).isBetween(365L, 1825L);
      }
      return answer(path, List.of(), "$deltatoken", "0");
    }

    /** The objects changed since; a first listing has no deleted ones. */
    private List<ObjectNode> changedSince(int number) {
      return objects.stream()
          .filter(object -> changedAs.get(object.path("id").asText()) > number)
          .filter(object -> number >= 0 || !object.has("@removed"))
          .toList();
    }

    private static Response answer(
        String path, List<ObjectNode> objects, String parameter, String token) {
      String link = server.uri() + "/outlook" + path + '?' + parameter + '=' + token;
      ObjectNode answer = Json.MAPPER.createObjectNode();
      answer.putArray("value").addAll(objects);
      answer.put(parameter.equals("$skiptoken") ? "@odata.nextLink" : "@odata.deltaLink", link);
      return Response.json(200, answer);
    }

    @Override
    Response limited() {
      return Response.json(
              429,
              "{\"error\": {\"code\": \"TooManyRequests\", \"message\": \"Please retry again"
                  + " later.\"}}")
          .with("Retry-After", "2");
    }

    @Override
    synchronized void set(String id, Instant created, Instant updated) {
      changedAs.put(id, ++changes);
      super.set(id, created, updated);
    }

    /** Invalidates all links, and deletes an object without a trace. */
    synchronized void loseLinksAnd(String deleted) {
      oldestToken = ++changes;
      objects.removeIf(object -> object.path("id").asText().equals(deleted));
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      ObjectNode object = Json.MAPPER.createObjectNode().put("id", id);
      if (id.equals("d") && updated.isAfter(created)) {
        object.putObject("@removed").put("reason", "deleted");
        return object;
      }
      return object
          .put("@odata.etag", "W/\"" + changedAs.get(id) + "\"")
          .put("createdDateTime", created.toString())
          .put("lastModifiedDateTime", updated.toString());
    }
  }

  static Stream<StandIn> standIns() {
    return STAND_INS.values().stream();
  }

  @ParameterizedTest
  @MethodSource("standIns")
  void changesArriveDespitePagesLimitsAndExpiredTokens(StandIn provider) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Instant before = now.minusSeconds(3600);
    provider.set("a", before, before);
    JsonNode instance = create(provider);
    String resource = provider.resource();
    for (String id : List.of("b", "c", "d", "e")) {
      provider.set(id, now.plusSeconds(1), now.plusSeconds(1));
    }
    expect(provider, "CREATED b", "CREATED c", "CREATED d", "CREATED e");
    provider.limits = true;
    await()
        .atMost(ofSeconds(15))
        .until(() -> fixture.record(instance).path("state").asText().equals("BACKING_OFF"));
    provider.limits = false;
    provider.token.incrementAndGet(); // Pollhook's token is no longer accepted
    provider.set("a", before, now.plusSeconds(20));
    provider.set("d", now.plusSeconds(1), now.plusSeconds(21));
    boolean deletes = provider instanceof Salesforce || provider instanceof Outlook;
    String last = deletes ? "DELETED d" : "UPDATED d";
    expect(provider, "CREATED b", "CREATED c", "CREATED d", "CREATED e", "UPDATED a", last);
    assertThat(fixture.reported(resource)).doesNotContain("CREATED a");
    assertThat(provider.complaints).isEmpty();
    if (provider == OUTLOOK) {
      OUTLOOK.loseLinksAnd("c");
      OUTLOOK.set("f", now, now);
      expect(provider, "CREATED f", "DELETED c");
      assertThat(fixture.reported(resource)).doesNotHaveDuplicates();
    }
  }

  @Test
  void outlookIsPolledForMailEventsAndContactsByDefault() {
    ObjectNode body = body(OUTLOOK, null);
    fixture.pollhook.api().create(body);
    await()
        .atMost(ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(OUTLOOK.complaints).isEmpty();
              assertThat(fixture.reported("events")).contains("CREATED v10mecalendarViewdelta");
              assertThat(fixture.reported("contacts")).contains("CREATED v10mecontactsdelta");
            });
  }

  private static JsonNode create(StandIn provider) {
    String resource = provider.resource();
    String hub = packaged(provider.key()).replaceAll("(?s).*\\nhub: (\\w+).*", "$1");
    String polling =
        "{\"%s\": {\"url\": \"/hubs/%s/%s\"}}".formatted(resource, hub, provider.url());
    ObjectNode body = body(provider, polling);
    HttpResponse<String> answer = fixture.pollhook.api().call("POST", "/instances", body);
    assertThat(answer.statusCode()).as(answer.body() + provider.complaints).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private static ObjectNode body(StandIn provider, String polling) {
    provider.token.set(0); // the next grant is requested with a code
    ObjectNode body = fixture.body(provider.key(), Map.of(), polling);
    body.putObject("providerData").put("code", "c1");
    ((ObjectNode) body.get("configuration"))
        .put("oauth.api.key", "id")
        .put("oauth.api.secret", "secret")
        .put("oauth.callback.url", "https://app.example/callback");
    return body;
  }

  private static void expect(StandIn provider, String... changes) {
    await()
        .atMost(ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(fixture.reported(provider.resource()))
                    .as("complaints: %s", provider.complaints)
                    .contains(changes));
  }
}
