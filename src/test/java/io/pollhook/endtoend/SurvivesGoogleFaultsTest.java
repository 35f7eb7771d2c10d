package io.pollhook.endtoend;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.google.ActiveFault;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.Calendar;
import io.pollhook.google.Fault;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import io.pollhook.time.SteppedClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Problems seen with real Google accounts do not block other changes. */
class SurvivesGoogleFaultsTest {
  private static final SteppedClock CLOCK = new SteppedClock();

  @RegisterExtension
  static final SharedScene SCENE =
      new SharedScene(() -> new Scene(() -> TestDatabases.open(Dialect.SQLITE, CLOCK), CLOCK));

  private User user;

  @BeforeEach
  void newUser() {
    user = SCENE.user();
    SCENE.google().clearFaults();
  }

  @Test
  void unfetchableMessagesBlockNothingAndAreReportedAfterAMinute() {
    String known = user.mail().receive("known");
    Watched mail = user.watchMail();
    mail.awaitTwoMorePolls();
    String lost = user.mail().receive("lost");
    String late = user.mail().receive("late");
    ActiveFault never = unfetchable(lost);
    ActiveFault notNow = unfetchable(late);
    List<String> others =
        IntStream.range(0, 7).mapToObj(i -> user.mail().receive("other " + i)).toList();
    user.mail().label(known, "STARRED");
    Set<String> expected = new TreeSet<>(Set.of("changed-messages UPDATED " + known));
    others.forEach(id -> expected.add("changed-messages CREATED " + id));
    mail.expect(List.copyOf(expected));

    JsonNode waiting = mail.awaitState("changed-messages", "BACKING_OFF");
    assertThat(waiting.path("lastError").asText())
        .contains("cannot be fetched: messages.get: HTTP 500");
    user.mail().label(others.get(0), "IMPORTANT");
    expected.add("changed-messages UPDATED " + others.get(0));
    await().until(() -> never.hits() >= 4);
    notNow.clear();
    expected.add("changed-messages CREATED " + late);
    mail.expect(List.copyOf(expected));

    CLOCK.step(Duration.ofMinutes(1));
    expected.add("changed-messages CREATED " + lost);
    mail.expect(List.copyOf(expected));
    JsonNode record = mail.awaitState("changed-messages", "OK");
    assertThat(record.path("warnings")).hasSize(1);
    assertThat(record.at("/warnings/0").asText()).contains(lost, "messages.get: HTTP 500");
  }

  private ActiveFault unfetchable(String message) {
    return user.on("GET /gmail/v1/users/me/messages/" + message)
        .fail(Fault.answer(ApiErrors.backendError(500)));
  }

  @Test
  void primaryCalendarNeedsNoCalendarList() {
    user.on("GET /calendar/v3/users/me/calendarList")
        .fail(Fault.answer(ApiErrors.forbidden("Request had insufficient scopes.")));
    Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/changed-events");
    String event = user.calendar("primary").insert("new");
    calendar.expect("event CREATED " + event);
    assertThat(calendar.events().get(0).otherId()).isEqualTo("primary");
  }

  @Test
  void hiddenPrimaryCalendarIsPolled() {
    user.calendars().hide("primary");
    Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/changed-events");
    String event = user.calendar("primary").insert("new");
    calendar.expect("event CREATED " + event);
    assertThat(calendar.events().get(0).otherId()).isEqualTo(user.email());
  }

  @Test
  void primaryCalendarOfARenamedAccountIsStillPolled() {
    Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/changed-events");
    String before = user.calendar("primary").insert("before");
    calendar.expect("event CREATED " + before);
    user.calendars().changeAddress("renamed." + user.email());
    calendar.awaitTwoMorePolls();
    String after = user.calendar("primary").insert("after");
    calendar.expect("event CREATED " + before, "event CREATED " + after);
  }

  @Test
  void calendarHiddenLaterIsStillPolled() {
    Calendar team = user.calendars().add("team@example.com", "Team");
    Watched all = user.watch("googlesuite", "all", "/calendars/{calendarId}/changed-events");
    user.calendars().hide("team@example.com");
    all.awaitTwoMorePolls();
    String event = team.insert("new");
    all.expect("all CREATED " + event);
  }

  @Test
  void accountWithoutSearchIsPolledAndShowsItsGap() {
    user.on("GET /gmail/*/messages")
        .fail(Fault.answer(ApiErrors.forbidden("Metadata scope does not support 'q' parameter")));
    Watched mail = user.watchMail();
    String first = user.mail().receive("first");
    mail.expect("changed-messages CREATED " + first);
    user.mail().expireHistory();
    JsonNode record =
        mail.awaitRecord("changed-messages", poll -> poll.toString().contains("gmail.metadata"));
    assertThat(record.path("state").asText()).isEqualTo("OK");
    String after = user.mail().receive("after");
    mail.expect("changed-messages CREATED " + first, "changed-messages CREATED " + after);
  }

  @Test
  void newCodeMakesABackingOffResourceDue() {
    user.on("GET /calendar/v3/calendars/*/events")
        .fail(Fault.answer(ApiErrors.forbidden("Request had insufficient authentication scopes.")));
    Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/changed-events");
    calendar.awaitRecord("event", poll -> poll.path("lastError").asText().contains("scopes"));
    SCENE.google().clearFaults();
    calendar.authenticateAgain();
    await()
        .atMost(ofSeconds(10))
        .until(() -> calendar.record("event").path("state").asText().equals("OK"));
  }

  @Test
  void unreadableCalendarAffectsNoOther() {
    Calendar team = user.calendars().add("gone@example.com", "Gone");
    user.on("GET /calendar/v3/calendars/gone%40example.com/events")
        .fail(Fault.answer(ApiErrors.notFound()));
    Watched all = user.watch("googlesuite", "all", "/calendars/{calendarId}/changed-events");
    JsonNode record = all.awaitState("all", "FAILED");
    assertThat(record.path("parts").toString()).contains("\"OK\"", team.id());
  }
}
