package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.google.ApiErrors;
import io.pollhook.google.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An instance exists although its provider fails; dated changes are reported from the response on.
 */
class BaselinePendingTest {
  @RegisterExtension
  static final SharedScene SCENE = new SharedScene("pollhook.poll.timeout", "60s");

  private final User user = SCENE.user();

  private Watched watchEverything() {
    return user.watch(
        "googlesuite",
        User.polling(
            "all", "/calendars/{calendarId}/changed-events",
            "event", "/calendars/primary/changed-events",
            "dated", "/calendars/primary/events",
            "group", "/changed-groups",
            "mail", "/changed-messages"));
  }

  @Test
  void datedChangesAreReportedFromTheResponseOn() {
    user.calendars().add("team@example.com", "Team").insert("old");
    user.calendar("primary").insertTogether(2);
    user.groups().create("old");
    user.mail().receive("old");
    user.on("GET /*").fail(Fault.answer(ApiErrors.htmlPage(503)));
    Watched all = watchEverything();
    for (String key : new String[] {"all", "event", "dated", "group", "mail"}) {
      assertThat(all.record(key).path("state").asText()).isEqualTo("BASELINE_PENDING");
    }
    String team = user.calendar("team@example.com").insert("new");
    String event = user.calendar("primary").insert("new");
    String group = user.groups().create("new");
    String message = user.mail().receive("new");
    SCENE.google().clearFaults();
    all.expectNoMoreThan(
        "all CREATED " + team,
        "event CREATED " + event,
        "dated CREATED " + event,
        "group CREATED " + group,
        "mail CREATED " + message);
    String after = user.mail().receive("after");
    all.expect(
        "all CREATED " + team,
        "event CREATED " + event,
        "dated CREATED " + event,
        "group CREATED " + group,
        "mail CREATED " + message,
        "mail CREATED " + after);
  }

  @Test
  void firstLookThatFailsHalfwayMissesNothing() {
    for (int i = 0; i < 20; i++) {
      user.calendar("primary").insert("old " + i);
    }
    user.account().limitPages(3);
    user.on("GET /calendar/v3/calendars/*/events")
        .after(3)
        .fail(Fault.answer(ApiErrors.htmlPage(503)));
    Watched calendar = user.watch("googlesuite", "event", "/calendars/primary/changed-events");
    String event = user.calendar("primary").insert("new");
    user.calendar("primary").expireSyncTokens();
    SCENE.google().clearFaults();
    calendar.expectNoMoreThan("event CREATED " + event);
  }

  @Test
  void hangingProviderDoesNotDelayTheResponse() {
    user.on("GET /*").fail(Fault.hang());
    Instant asked = Instant.now();
    Watched all = watchEverything();
    assertThat(Instant.now()).isBefore(asked.plus(Duration.ofSeconds(30)));
    String event = user.calendar("primary").insert("new");
    SCENE.google().clearFaults();
    all.expectNoMoreThan("event CREATED " + event, "dated CREATED " + event);
  }

  @Test
  void pendingNamedCalendarIsNotReportedUnderTheLiteralUrl() {
    user.on("GET /calendar/v3/calendars/*/events").fail(Fault.answer(ApiErrors.htmlPage(503)));
    Watched all =
        user.watch(
            "googlesuite",
            User.polling(
                "all", "/calendars/{calendarId}/changed-events",
                "event", "/calendars/primary/changed-events"));
    String event = user.calendar("primary").insert("new");
    all.awaitState("all", "OK");
    SCENE.google().clearFaults();
    all.expectNoMoreThan("event CREATED " + event);
  }
}
