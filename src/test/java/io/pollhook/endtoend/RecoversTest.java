package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.CalendarErrors;
import io.pollhook.google.Fault;
import io.pollhook.loopback.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong at the provider, nothing is lost and nothing is reported twice. */
class RecoversTest {
  private static final String HISTORY = "GET /gmail/*/history";
  private static final String EVENTS = "GET /calendar/v3/calendars/*/events";
  private static final String EVERY = "/hubs/general/calendars/{calendarId}/changed-events";
  private static final String PRIMARY = "/hubs/general/calendars/primary/changed-events";

  @RegisterExtension
  static final SharedScene SCENE = new SharedScene("pollhook.poll.timeout", "700ms");

  private final User user = SCENE.user();

  static Stream<Fault> troubles() {
    return Stream.of(
        Fault.answer(ApiErrors.htmlPage(502)),
        Fault.answer(ApiErrors.htmlPage(200)),
        Fault.answer(ApiErrors.backendError(500)),
        Fault.answer(ApiErrors.backendError(503)),
        Fault.answer(Response.of(200)),
        Fault.answer(Response.json(200, "[]")),
        Fault.answer(Response.json(200, "{\"items\":7,\"history\":7,\"contactGroups\":7}")),
        Fault.answer(Response.redirect(302, "http://127.0.0.1:1/")),
        Fault.truncatedBody(),
        Fault.brokenJson(),
        Fault.endlessBody(),
        Fault.slowBody(Duration.ofSeconds(4)),
        Fault.reset(),
        Fault.loseAnswer(),
        Fault.hang());
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void failedPollIsShownAndLosesNothing(Fault trouble) {
    Watched all =
        user.watch(
            "googlesuite",
            User.polling(
                "mail", "/changed-messages", "event", PRIMARY, "group", "/changed-groups"));
    user.on("GET /*").fail(trouble);
    String message = user.mail().receive("hello");
    String event = user.calendar("primary").insert("meeting");
    String group = user.groups().create("friends");
    for (String key : List.of("mail", "event", "group")) {
      JsonNode shown = all.awaitState(key, "BACKING_OFF");
      assertThat(shown.path("lastError").asText()).isNotBlank();
    }
    SCENE.google().clearFaults();
    all.expectNoMoreThan(
        "mail CREATED " + message, "event CREATED " + event, "group CREATED " + group);
    assertThat(all.record("mail").path("lastError").isNull()).isTrue();
  }

  @Test
  void expiredHistoryIsBridgedAndTheGapShown() {
    String known = user.mail().receive("known");
    Watched mail = user.watchMail();
    mail.awaitTwoMorePolls();
    mail.disable();
    List<String> received =
        IntStream.range(0, 40).mapToObj(i -> user.mail().receive("received " + i)).toList();
    String spam = user.mail().receiveSpam("spam");
    user.mail().label(known, "STARRED");
    user.mail().expireHistory();
    user.account().limitPages(9);
    user.on("GET /gmail/*/messages").after(2).times(1).fail(Fault.answer(ApiErrors.htmlPage(503)));
    user.on("GET /gmail/*/messages/*")
        .after(13)
        .times(1)
        .fail(Fault.answer(ApiErrors.unauthenticated()));
    mail.enable();
    String[] expected =
        Stream.concat(received.stream(), Stream.of(spam))
            .map(id -> "changed-messages CREATED " + id)
            .toArray(String[]::new);
    mail.expectNoMoreThan(expected);
    JsonNode gap = mail.record("changed-messages").path("gap");
    assertThat(Instant.parse(gap.path("from").asText()))
        .isBefore(Instant.parse(gap.path("to").asText()).plusSeconds(1));
    assertThat(gap.path("why").asText()).contains("history");
    assertThat(gap.path("from").asText()).hasSameSizeAs(gap.path("to").asText());
    assertThat(mail.record("changed-messages").path("gaps")).containsExactly(gap);
    user.mail().label(known, "IMPORTANT");
    mail.expect(
        Stream.concat(Stream.of(expected), Stream.of("changed-messages UPDATED " + known))
            .toList());
  }

  @Test
  void expiredSyncTokenIsRenewedWithoutAGap() {
    String doomed = user.calendar("primary").insert("doomed");
    String stub = user.calendar("primary").insert("stub");
    Watched calendar = user.watch("googlesuite", "event", PRIMARY);
    String reported = user.calendar("primary").insert("reported");
    calendar.expect("event CREATED " + reported);
    calendar.disable();
    String fresh = user.calendar("primary").insert("new");
    user.calendar("primary").cancel(doomed);
    user.calendar("primary").cancelAsStub(stub);
    user.calendar("primary").expireSyncTokens();
    calendar.enable();
    calendar.expectNoMoreThan(
        "event CREATED " + reported,
        "event CREATED " + fresh,
        "event DELETED " + doomed,
        "event DELETED " + stub);
  }

  @Test
  void dateTooLongAgoIsNotRequestedAgain() {
    Watched calendar = user.watch("googlesuite", "event", "/hubs/general/calendars/primary/events");
    user.on(EVENTS).times(1).fail(Fault.answer(CalendarErrors.updatedMinTooLongAgo()));
    String id = user.calendar("primary").insert("new");
    calendar.expectNoMoreThan("event CREATED " + id);
  }

  @Test
  void refusedAccessTokenIsRenewedOnce() {
    Watched mail = user.watchMail();
    SCENE.google().oauth().expireAccessTokens(user.email());
    String id = user.mail().receive("hello");
    mail.expectNoMoreThan("changed-messages CREATED " + id);
    assertThat(SCENE.google().oauth().refreshes(user.email())).isEqualTo(1);
  }

  @Test
  void alwaysRefusedAccessTokenIsNotRenewedForever() {
    Watched mail = user.watchMail();
    user.on(HISTORY).fail(Fault.answer(ApiErrors.unauthenticated()));
    mail.awaitState("changed-messages", "BACKING_OFF");
    int requests = user.requests(HISTORY);
    assertThat(SCENE.google().oauth().refreshes(user.email())).isLessThanOrEqualTo(requests);
    SCENE.google().clearFaults();
    String id = user.mail().receive("hello");
    mail.expect("changed-messages CREATED " + id);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429})
  void waitInARateLimitsMessageIsKept(int status) {
    Watched mail = user.watchMail();
    Instant end = Instant.now().plusSeconds(4);
    user.on(HISTORY).times(1).fail(Fault.answer(ApiErrors.retryAfter(status, end)));
    JsonNode waiting = mail.awaitState("changed-messages", "BACKING_OFF");
    assertThat(Instant.parse(waiting.path("nextPoll").asText())).isBetween(end, end.plusSeconds(2));
    String id = user.mail().receive("hello");
    mail.expect("changed-messages CREATED " + id);
    assertThat(Instant.now()).isAfter(end);
  }

  @Test
  void waitInTheHeaderIsKeptUpToAnHour() {
    Watched calendar = user.watch("googlesuite", "event", PRIMARY);
    Response limit = CalendarErrors.userRateLimitExceeded().with("Retry-After", "86400");
    user.on(EVENTS).times(1).fail(Fault.answer(limit));
    JsonNode waiting = calendar.awaitState("event", "BACKING_OFF");
    assertThat(Instant.parse(waiting.path("nextPoll").asText()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(59)), Instant.now().plus(Duration.ofMinutes(67)));
  }

  @Test
  void circularListingEnds() {
    Watched calendar = user.watch("googlesuite", "event", PRIMARY);
    String circle = "{\"items\":[],\"nextPageToken\":\"again\"}";
    user.on(EVENTS).fail(Fault.answer(Response.json(200, circle)));
    calendar.awaitState("event", "BACKING_OFF");
    SCENE.google().clearFaults();
    String id = user.calendar("primary").insert("new");
    calendar.expectNoMoreThan("event CREATED " + id);
  }

  @Test
  void failingCalendarListDelaysNoCalendar() {
    Watched all = user.watch("googlesuite", "all", EVERY);
    user.on("GET /calendar/v3/users/me/calendarList").fail(Fault.answer(ApiErrors.htmlPage(500)));
    all.awaitState("all", "BACKING_OFF");
    String id = user.calendar("primary").insert("new");
    all.expect("all CREATED " + id);
  }
}
