package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.api.ApiModule;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.CalendarErrors;
import io.pollhook.google.Fault;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's resources can be read with an instance's token, independently of polls. */
class ReadsGoogleThroughTheHubTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private static final Executor THREADS = call -> new Thread(call).start();
  private static final String NEXT = "elements-next-page-token";

  private final User user = SCENE.user();

  private static HttpResponse<String> read(Watched instance, String path) {
    return SCENE.pollhook().api().callAs(instance.token(), "GET", path);
  }

  private static JsonNode object(Watched instance, String path) {
    HttpResponse<String> answer = read(instance, path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  /** The ids on all pages of two objects. */
  private static List<String> ids(Watched instance, String path, String idField) {
    List<String> ids = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      String separator = path.contains("?") ? "&" : "?";
      String page = next.get().isEmpty() ? "" : "&nextPage=" + next.get();
      HttpResponse<String> answer = read(instance, path + separator + "pageSize=2" + page);
      assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
      JsonNode objects = Json.parse(answer.body());
      assertThat(objects.size()).isLessThanOrEqualTo(2);
      objects.forEach(object -> ids.add(object.path(idField).asText()));
      next = answer.headers().firstValue(NEXT);
    }
    return ids;
  }

  private static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Test
  void listsHavePages() {
    List<String> messages =
        List.of(user.mail().receive("a"), user.mail().receive("b"), user.mail().receive("c"));
    List<String> groups = List.of(user.groups().create("d"), user.groups().create("e"));
    List<String> contacts =
        List.of("f", "g", "h").stream().map(user.account().contacts()::create).toList();
    List<String> events = user.calendar("primary").insertTogether(3);
    user.calendars().add("team@group.calendar.google.com", "Team");
    String rule = user.calendar("primary").accessRules().grant("ada@example.com", "reader");
    Watched suite = user.watch("googlesuite", User.polling());

    for (Watched instance : List.of(suite, user.watch("gmail", User.polling()))) {
      for (String resource : List.of("messages", "threads", "changed-messages")) {
        assertThat(ids(instance, "/" + resource, "id"))
            .containsExactlyInAnyOrderElementsOf(messages);
      }
      assertThat(object(instance, "/labels")).hasSizeGreaterThan(2);
    }
    assertThat(ids(suite, "/groups", "resourceName")).hasSize(6);
    assertThat(ids(suite, "/changed-groups", "id")).containsExactlyInAnyOrderElementsOf(groups);
    assertThat(ids(suite, "/contacts", "resourceName"))
        .containsExactlyElementsOf(contacts.stream().map(id -> "people/" + id).toList());
    assertThat(ids(suite, "/calendar-list", "id")).hasSize(2).contains(user.email());
    for (String resource : List.of("events", "changed-events")) {
      assertThat(ids(suite, "/calendars/primary/" + resource, "id"))
          .containsExactlyInAnyOrderElementsOf(events);
    }
    assertThat(ids(suite, "/calendars/primary/access-control-list", "id")).containsExactly(rule);
  }

  @Test
  void hangingCallsOfOneInstanceLeaveRoomForOthers() {
    int most = ApiModule.HUB_CALLS / 4;
    Watched hangs = user.watch("googlesuite", User.polling());
    Watched other = SCENE.user().watch("googlesuite", User.polling());
    String labels = "GET /gmail/*/labels";
    user.on(labels).fail(Fault.hang());
    List<CompletableFuture<HttpResponse<String>>> hanging =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> read(hangs, "/labels"), THREADS))
            .limit(most)
            .toList();
    await().until(() -> user.requests(labels) == most);

    HttpResponse<String> tooMuch = read(hangs, "/labels");

    assertThat(tooMuch.statusCode()).isEqualTo(429);
    assertThat(tooMuch.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(read(other, "/labels").statusCode()).isEqualTo(200);
    SCENE.google().clearFaults();
    assertThat(hanging).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
    assertThat(read(hangs, "/labels").statusCode()).isEqualTo(200);
  }

  @Test
  void refusedCallsGiveTheirPermitsBack() {
    Watched instance = user.watch("googlesuite", User.polling());
    for (int i = 0; i <= ApiModule.HUB_CALLS / 4; i++) {
      assertThat(read(instance, "/messages/nothing").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void objectOfEveryEventCanBeRead() {
    Watched suite =
        user.watch(
            "googlesuite",
            User.polling(
                "changed-messages", "/changed-messages",
                "messages", "/messages",
                "calendars/{calendarId}/events", "/calendars/{calendarId}/events",
                "calendars/primary/changed-events", "/calendars/primary/changed-events",
                "changed-groups", "/changed-groups"));
    Watched labelled = user.watch("gmail", User.polling("messages", "/hubs/general/messages"));
    String message = user.mail().receive("new");
    String group = user.groups().create("friends");
    String mine = user.calendar("primary").insert("mine");
    String ours = user.calendars().add("team@group.calendar.google.com", "Team").insert("ours");
    suite.expect(
        "changed-messages CREATED " + message,
        "messages CREATED " + message,
        "changed-groups CREATED " + group,
        "calendars/primary/changed-events CREATED " + mine,
        "calendars/{calendarId}/events CREATED " + mine,
        "calendars/{calendarId}/events CREATED " + ours);
    labelled.expect("messages CREATED " + message);

    for (ReceivedEvent event : suite.events()) {
      String calendar =
          Optional.ofNullable(event.otherId())
              .map(ReadsGoogleThroughTheHubTest::segment)
              .orElse("");
      String path = event.objectType().replace("{calendarId}", calendar);
      JsonNode object = object(suite, "/" + path + "/" + segment(event.objectId()));
      assertThat(object.path("id").asText(object.path("resourceName").asText()))
          .endsWith(event.objectId());
    }
    JsonNode whole = object(labelled, "/hubs/general/changed-messages/" + message);
    assertThat(whole.at("/payload/body/data").isTextual()).isTrue();
    assertThat(object(labelled, "/messages/" + message + "?format=minimal").has("payload"))
        .isFalse();
    suite.awaitTwoMorePolls();
    assertThat(suite.reported()).hasSize(6);
  }

  @Test
  void objectsOfEveryOtherResourceCanBeRead() {
    String message = user.mail().receive("new");
    String group = user.groups().create("friends");
    String contact = user.account().contacts().create("Ada");
    String rule = user.calendar("primary").accessRules().grant("ada@example.com", "reader");
    Watched suite = user.watch("googlesuite", User.polling());
    Watched gmail = user.watch("gmail", User.polling());

    assertThat(object(suite, "/groups/contactGroups/" + group).path("name").asText())
        .isEqualTo("friends");
    assertThat(object(suite, "/contacts/people%2F" + contact).at("/names/0/displayName").asText())
        .isEqualTo("Ada");
    assertThat(object(suite, "/calendar-list/" + user.email()).path("primary").asBoolean())
        .isTrue();
    assertThat(
            object(suite, "/calendars/primary/access-control-list/" + segment(rule))
                .path("role")
                .asText())
        .isEqualTo("reader");
    for (Watched instance : List.of(suite, gmail)) {
      assertThat(object(instance, "/threads/" + message).path("messages")).hasSize(1);
      assertThat(object(instance, "/labels/INBOX").path("name").asText()).isEqualTo("INBOX");
      assertThat(object(instance, "/profile").path("emailAddress").asText())
          .isEqualTo(user.email());
    }
  }

  @Test
  void onlyChangesSinceTheGivenInstantAreListed() {
    user.mail().insert("old", Instant.now().minusSeconds(3 * 86_400));
    String recent = user.mail().receive("recent");
    Watched gmail = user.watch("gmail", User.polling());

    assertThat(ids(gmail, "/changed-messages", "id")).containsExactly(recent);
    assertThat(
            ids(gmail, "/changed-messages?since=" + Instant.now().minusSeconds(4 * 86_400), "id"))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/messages/ffff",
        "/changed-messages/ffff",
        "/threads/ffff",
        "/labels/ffff",
        "/changed-groups/ffff",
        "/groups/contactGroups/ffff",
        "/contacts/people/ffff",
        "/calendar-list/ffff",
        "/calendars/primary/events/ffff",
        "/calendars/primary/changed-events/ffff",
        "/calendars/ffff/events",
        "/profile/ffff",
        "/deals"
      })
  void unknownObjectsAreNotFound(String path) {
    HttpResponse<String> answer = read(user.watch("googlesuite", User.polling()), path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat(answer.body()).contains("\"message\"");
  }

  private static Response limit(String path) {
    return path.startsWith("/calendars")
        ? CalendarErrors.userRateLimitExceeded()
        : ApiErrors.userQuotaExceeded();
  }

  @ParameterizedTest
  @CsvSource({
    "gmail, /messages, GET /gmail/*/messages",
    "gmail, /changed-messages, GET /gmail/*/messages",
    "googlesuite, /messages, GET /gmail/*/messages",
    "googlesuite, /changed-messages, GET /gmail/*/messages",
    "googlesuite, /contacts, GET /v1/people/me/connections",
    "googlesuite, /changed-groups, GET /v1/contactGroups",
    "googlesuite, /calendars/primary/events, GET /calendar/*/events",
  })
  void refusalsOfGoogleAreReported(String element, String path, String route) {
    Watched suite = user.watch(element, User.polling());
    user.on(route).times(1).fail(Fault.answer(limit(path)));

    HttpResponse<String> limited = read(suite, path);

    assertThat(limited.statusCode()).as(limited.body()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).isPresent();
    user.on(route).times(1).fail(Fault.answer(ApiErrors.htmlPage(503)));
    assertThat(read(suite, path).statusCode()).isEqualTo(502);
    SCENE.google().oauth().revoke(user.email());
    HttpResponse<String> revoked = read(suite, path);
    assertThat(revoked.statusCode()).isEqualTo(403);
    assertThat(revoked.body()).contains("providerMessage");
  }
}
