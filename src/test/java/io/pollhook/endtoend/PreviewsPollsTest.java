package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A preview shows what the next poll will report, and changes nothing. */
class PreviewsPollsTest {
  private static final String EVERY = "/hubs/general/calendars/{calendarId}/changed-events";
  private static final String PRIMARY = "/hubs/general/calendars/primary/changed-events";
  private static final String MESSAGES_GET = "GET /gmail/*/messages/*";
  private static final String DROP_SECRETS =
      """
      - route:
          id: event
          errorHandler: {noErrorHandler: {}}
          from:
            uri: direct:event
            steps:
              - filter:
                  expression: {simple: {expression: "${body[raw][summary]} == 'secret'"}}
                  steps: [{stop: {}}]
      """;

  @RegisterExtension
  static final SharedScene SCENE =
      new SharedScene(
          () ->
              new Scene(
                  routes -> EventHookTest.save(routes.resolve("event.camel.yaml"), DROP_SECRETS)));

  private final User user = SCENE.user();

  private Watched watch(String... keysAndUrls) {
    return user.watchOnRequest("googlesuite", User.polling(keysAndUrls));
  }

  private static JsonNode preview(Watched instance, JsonNode body) {
    HttpResponse<String> answer = call(instance, "preview", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.parse(answer.body());
  }

  private static HttpResponse<String> call(Watched instance, String what, JsonNode body) {
    return SCENE.pollhook().api().call("POST", instance.path() + "/" + what, body);
  }

  private static JsonNode configured(JsonNode polling) {
    return Json.MAPPER.createObjectNode().set("event.poller.configuration", polling);
  }

  /** The changes in the form of {@link Watched#reported}. */
  private static List<String> reported(JsonNode previews) {
    return stream(previews)
        .flatMap(
            preview ->
                stream(preview.path("objects"))
                    .filter(object -> object.path("verdict").asText().matches("[A-Z]+"))
                    .map(
                        object ->
                            preview.path("resource").asText()
                                + ' '
                                + object.path("verdict").asText()
                                + ' '
                                + object.path("objectId").asText()))
        .toList();
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  @Test
  void previewShowsEverythingThatThePollThenReports() {
    String old = user.mail().receive("old");
    String group = user.groups().create("friends");
    Watched instance =
        watch(
            "mail",
            "/changed-messages",
            "groups",
            "/changed-groups",
            "primary",
            PRIMARY,
            "dated",
            "/hubs/general/calendars/" + user.email() + "/events",
            "others",
            EVERY);
    String message = user.mail().receive("new");
    user.mail().label(old, "STARRED");
    user.groups().rename(group, "foes");
    user.calendar("primary").insert("mine");
    user.calendars().add("team@group.calendar.google.com", "Team").insert("ours");
    JsonNode records = instance.records();

    JsonNode previews = preview(instance, null);

    assertThat(stream(previews).allMatch(preview -> preview.path("ok").asBoolean()))
        .as(previews.toString())
        .isTrue();
    assertThat(reported(previews)).contains("mail CREATED " + message, "mail UPDATED " + old);
    assertThat(instance.records()).isEqualTo(records);
    assertThat(call(instance, "poll", null).statusCode()).isEqualTo(202);
    instance.expect(reported(previews));
    assertThat(reported(preview(instance, null))).isEmpty();
  }

  @Test
  void otherConfigurationCanBePreviewed() {
    Watched instance = watch();
    String event = user.calendar("primary").insert("there before");
    ObjectNode polling = User.polling("mine", "/hubs/general/calendars/primary/events");

    JsonNode preview = preview(instance, configured(polling)).path(0);

    assertThat(preview.at("/objects/0/objectId").asText()).isEqualTo(event);
    assertThat(preview.at("/objects/0/verdict").asText())
        .startsWith("not reported: it was there before the first poll");
    assertThat(Instant.parse(preview.at("/objects/0/updatedDate").asText()))
        .isEqualTo(preview.at("/objects/0/createdDate").asText());
    assertThat(instance.records()).isEmpty();
    JsonNode escaped = configured(Json.MAPPER.getNodeFactory().textNode(polling.toString()));
    assertThat(preview(instance, escaped).at("/0/objects")).isEqualTo(preview.path("objects"));
  }

  @Test
  void objectsWithoutDatesAreCompared() {
    JsonNode preview =
        preview(watch(), configured(User.polling("groups", "/changed-groups"))).path(0);

    assertThat(stream(preview.path("objects")).map(object -> object.path("verdict").asText()))
        .isNotEmpty()
        .containsOnly(
            "not reported: it was there before the first poll; a change of it is reported");
  }

  @Test
  void calledUrlsAreShown() {
    Watched instance = watch("mail", "/changed-messages", "groups", "/changed-groups");

    JsonNode previews = preview(instance, null);

    assertThat(previews.at("/0/requests/0").asText())
        .matches(".*/users/me/history\\?.*startHistoryId=\\d+");
    assertThat(previews.at("/1/requests/0").asText()).contains("/v1/contactGroups?pageSize=1000");
  }

  @Test
  void changesDroppedByUsersStepsAreShown() {
    Watched instance = watch("mine", PRIMARY);
    user.calendar("primary").insert("secret");

    JsonNode preview = preview(instance, null);

    assertThat(reported(preview)).isEmpty();
    assertThat(preview.at("/0/objects/0/verdict").asText())
        .contains("a step of the poll's routes, such as those of the route event, drops it");
    assertThat(instance.record("mine").path("dropped").asInt()).isZero();
  }

  @Test
  void atMostTwentyObjectsAreShown() {
    Watched instance = watch("mail", "/changed-messages");
    for (int i = 0; i < 25; i++) {
      user.mail().receive("message " + i);
    }
    int before = user.requests(MESSAGES_GET);

    assertThat(reported(preview(instance, null))).hasSize(20);
    assertThat(user.requests(MESSAGES_GET) - before).isLessThanOrEqualTo(20);
  }

  @Test
  void eachResourceIsPreviewedSeparately() {
    ObjectNode polling = User.polling("mine", PRIMARY, "unknown", "/hubs/general/deals");
    polling.putObject("nothing");

    JsonNode previews = preview(watch(), configured(polling));

    assertThat(previews.at("/0/ok").asBoolean()).as(previews.toString()).isTrue();
    assertThat(previews.at("/1/ok").asBoolean()).isFalse();
    assertThat(previews.at("/1/reason").asText())
        .startsWith("event.poller.configuration.unknown.url is \"/hubs/general/deals\", expected");
    assertThat(previews.at("/2/reason").asText()).contains("event.poller.configuration.nothing");
  }

  @Test
  void calendarIsShownUnderTheFirstUrlThatNamesIt() {
    user.calendar("primary").insert("mine");

    JsonNode previews =
        preview(
            watch(),
            configured(
                User.polling(
                    "every", EVERY,
                    "first", PRIMARY,
                    "second", PRIMARY.replace("primary", user.email()))));

    assertThat(previews.at("/0/objects")).isEmpty();
    assertThat(previews.at("/1/objects")).hasSize(1);
    assertThat(previews.at("/2/reason").asText()).isEqualTo("its changes are reported as first");
  }

  @Test
  void unreadableAccountIsShownWithItsReason() {
    Watched instance = watch("mail", "/changed-messages");
    SCENE.google().oauth().revoke(user.email());

    JsonNode preview = preview(instance, null).path(0);

    assertThat(preview.path("ok").asBoolean()).isFalse();
    assertThat(preview.path("reason").asText()).isNotEmpty();
    assertThat(preview.path("objects")).isEmpty();
  }

  @Test
  void invalidBodyIsRefused() {
    Watched instance = watch();

    assertThat(call(instance, "preview", Json.parse("[]")).statusCode()).isEqualTo(400);
    assertThat(call(instance, "preview", Json.parse("{\"polling\": {}}")).body())
        .contains("event.poller.configuration is missing");
    assertThat(call(instance, "preview", configured(Json.parse("7"))).body())
        .contains("event.poller.configuration is 7");
  }
}
