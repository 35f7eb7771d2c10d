package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that no call to Google would have is refused, for polls as for hub reads. */
class HonoursOrRefusesFiltersTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  private static HttpResponse<String> call(String method, String path, JsonNode body) {
    return SCENE.pollhook().api().call(method, path, body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /messages?where=q='from:ada'                                 | q
          /changed-messages?where=labelIds='INBOX'                     | labelIds
          /changed-messages?q=from:ada                                 | q
          /calendars/primary/changed-events?where=q='x' or q='y'       | q
          /calendars/primary/events?where=maxAttendees=1 and q='x'     | maxAttendees, q
          /calendars/{calendarId}/changed-events?singleEvents=true     | singleEvents
          /changed-groups?where=name='friends'                         | name
          """)
  void filterThatPollsCannotHonourIsRefused(String url, String filters) {
    ObjectNode body = user.body("googlesuite", User.polling("things", url));

    HttpResponse<String> answer = call("POST", "/instances", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Json.parse(answer.body()).path("message").asText())
        .isEqualTo(
            "configuration.event.poller.configuration.things.url is \"%s\", expected one without %s,"
                    .formatted(url, filters)
                + " because "
                + url.replaceAll("\\?.*", "").replace("primary", "{calendarId}")
                + " cannot be filtered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/changed-messages?pageSize=100&orderBy=date&fields=id",
        "/changed-messages?where=",
        "/calendars/primary/changed-events?where=updatedMin>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'",
        "/calendars/primary/events?where=updatedMin='${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'",
        "/changed-groups?includeDeleted=true",
        "/threads?where=q='from:ada'",
        "/contacts?where=sortOrder='FIRST_NAME_ASCENDING'",
      })
  void filterThatPollsHonourIsAccepted(String url) {
    ObjectNode body = user.body("googlesuite", User.polling("things", url));

    HttpResponse<String> answer = call("POST", "/instances", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    call("DELETE", "/instances/" + Json.parse(answer.body()).path("id").asLong(), null);
  }

  @Test
  void laterFilterIsRefusedToo() {
    Watched mail = user.watchMail();
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.putObject("configuration")
        .set("event.poller.configuration", User.polling("m", "/messages?where=q='x'"));

    HttpResponse<String> answer = call("PATCH", mail.path(), body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("expected one without q");
    mail.delete();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/changed-groups", "/changed-messages", "/calendars/primary/changed-events"})
  void filterThatAHubReadCannotHonourIsRefused(String path) {
    Watched suite = user.watch("googlesuite", User.polling());

    HttpResponse<String> answer = read(suite, path + "?where=" + encoded("name='x'"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("expected one without name", "cannot be filtered");
    suite.delete();
  }

  @Test
  void filterOfEventsIsHonouredByHubReads() {
    String deleted = user.calendar("primary").insert("deleted");
    String kept = user.calendar("primary").insert("kept");
    user.calendar("primary").cancel(deleted);
    Watched suite = user.watch("googlesuite", User.polling());

    String all = "/calendars/primary/events";
    assertThat(ids(read(suite, all))).contains(deleted, kept);
    assertThat(ids(read(suite, all + "?where=" + encoded("showDeleted='false'"))))
        .containsExactly(kept);
    suite.delete();
  }

  private static HttpResponse<String> read(Watched instance, String path) {
    return SCENE.pollhook().api().callAs(instance.token(), "GET", "/hubs/general" + path);
  }

  private static Iterable<String> ids(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return StreamSupport.stream(Json.parse(answer.body()).spliterator(), false)
        .map(event -> event.path("id").asText())
        .toList();
  }

  private static String encoded(String clause) {
    return URLEncoder.encode(clause, StandardCharsets.UTF_8);
  }
}
