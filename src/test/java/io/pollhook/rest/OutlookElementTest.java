package io.pollhook.rest;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import io.pollhook.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Outlook: messages, events and contacts by delta links. */
class OutlookElementTest extends PackagedElementTest<OutlookElementTest.Outlook> {
  OutlookElementTest() {
    super(new Outlook());
  }

  @Test
  void refusedLinksLoseNothing() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    provider.set("kept", now, now);
    provider.set("lost", now, now);
    JsonNode unused = create();

    provider.loseLinksAnd("lost");
    provider.set("found", now, now);
    expect("CREATED found", "DELETED lost");
    assertThat(fixture.reported(provider.resource())).doesNotContain("CREATED kept");
  }

  @Test
  void mailEventsAndContactsArePolledByDefault() {
    JsonNode unused = create(null);
    await()
        .atMost(ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(fixture.reported("events")).contains("CREATED v10mecalendarViewdelta");
              assertThat(fixture.reported("contacts")).contains("CREATED v10mecontactsdelta");
            });
  }

  /** Messages of one folder; each has the sequence number of its last change. */
  static final class Outlook extends ElementStandIn {
    private static final String FOLDERS = "/v1.0/me/mailFolders/delta";
    private static final String MESSAGES = "/v1.0/me/mailFolders/AQMk%3D/messages/delta";

    private static final String EVENTS = "/v1.0/me/calendarView/delta";
    private static final String CONTACTS = "/v1.0/me/contacts/delta";

    private final Map<String, Integer> changedAs = new HashMap<>();
    private int changes;
    private int oldestToken;

    Outlook() {
      super(
          "outlook",
          "messages",
          "/common/oauth2/v2.0/token",
          "https://graph.microsoft.com",
          "https://login.microsoftonline.com");
    }

    @Override
    String url() {
      return "mail-folders/{folderId}/messages";
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
      Optional<String> since = request.parameter("$deltatoken");
      Optional<String> page = request.parameter("$skiptoken");
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
      if (request.parameter("$deltatoken").isPresent()) {
        ObjectNode found = Json.MAPPER.createObjectNode().put("id", path.replaceAll("\\W", ""));
        return answer(path, List.of(found), "$deltatoken", "1");
      }
      if (path.equals(EVENTS)) {
        Instant from = Instant.parse(request.parameter("startDateTime").orElse(""));
        Instant to = Instant.parse(request.parameter("endDateTime").orElse(""));
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

    private Response answer(String path, List<ObjectNode> objects, String parameter, String token) {
      String link = base() + path + '?' + parameter + '=' + token;
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
    synchronized void place(String id, ObjectNode object) {
      changedAs.put(id, ++changes);
      if (!object.has("@removed")) {
        object.put("@odata.etag", "W/\"" + changes + "\"");
      }
      super.place(id, object);
    }

    /** Invalidates all links, and deletes an object without a trace. */
    synchronized void loseLinksAnd(String deleted) {
      oldestToken = ++changes;
      objects.removeIf(object -> object.path("id").asText().equals(deleted));
    }

    @Override
    ObjectNode object(String id, Instant created, Instant updated) {
      return fields("id", id, "createdDateTime", created, "lastModifiedDateTime", updated);
    }

    @Override
    Optional<ObjectNode> deleted(ObjectNode object) {
      ObjectNode deleted = fields("id", object.path("id").asText());
      deleted.putObject("@removed").put("reason", "deleted");
      return Optional.of(deleted);
    }
  }
}
