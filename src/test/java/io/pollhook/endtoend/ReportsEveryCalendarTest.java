package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.google.Calendar;
import io.pollhook.google.Calendar.Availability;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A literal {calendarId} stands for every calendar that no other url names. */
class ReportsEveryCalendarTest {
  private static final String EVERY = "/hubs/general/calendars/{calendarId}/changed-events";
  private static final String PRIMARY = "/hubs/general/calendars/primary/changed-events";
  private static final String TEAM = "team@group.calendar.google.com";
  private static final String HOLIDAYS = "en.usa#holiday@group.v.calendar.google.com";

  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  private static List<String> parts(JsonNode record) {
    return StreamSupport.stream(record.path("parts").spliterator(), false)
        .map(part -> part.path("id").asText())
        .toList();
  }

  private static JsonNode part(JsonNode record, String id) {
    return StreamSupport.stream(record.path("parts").spliterator(), false)
        .filter(part -> part.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String url(String calendarId) {
    return "/hubs/general/calendars/" + calendarId + "/changed-events";
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void everyCalendarExceptFreeBusyOnlyIsPolled(String resource) {
    Calendar team = user.calendars().add(TEAM, "Team");
    user.calendars().addFreeBusy("boss@example.com", "Boss");
    team.insert("before");
    Watched all =
        user.watch("googlesuite", "all", "/hubs/general/calendars/{calendarId}/" + resource);
    String ours = team.insert("ours");
    String mine = user.calendar("primary").insert("mine");
    all.expect("all CREATED " + ours, "all CREATED " + mine);
    assertThat(parts(all.record("all"))).containsExactlyInAnyOrder(TEAM, user.email());
    assertThat(all.events())
        .extracting(event -> event.objectId() + ' ' + event.otherId())
        .containsExactlyInAnyOrder(ours + ' ' + TEAM, mine + ' ' + user.email());
    assertThat(user.requests("GET /calendar/v3/calendars/boss*")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en.usa%23holiday@group.v.calendar.google.com",
        "en.usa%23holiday%40group.v.calendar.google.com"
      })
  void calendarNamedByItsIdIsReportedUnderThatUrl(String encoded) {
    Calendar holidays = user.calendars().add(HOLIDAYS, "Holidays");
    Watched all =
        user.watch(
            "googlesuite",
            User.polling("all", EVERY, "holidays", url(encoded), "primary", PRIMARY));
    String holiday = holidays.insert("holiday");
    String mine = user.calendar("primary").insert("mine");
    all.expectNoMoreThan("holidays CREATED " + holiday, "primary CREATED " + mine);
    assertThat(all.events()).extracting("otherId").contains(HOLIDAYS, user.email());
    assertThat(parts(all.record("all"))).isEmpty();
  }

  @Test
  void plusInAnIdIsLiteral() {
    String plus = "team+1@example.com";
    Calendar team = user.calendars().add(plus, "Team");
    Watched named = user.watch("googlesuite", "team", url("team+1%40example.com"));
    String id = team.insert("ours");
    named.expect("team CREATED " + id);
  }

  @Test
  void firstOfTwoUrlsReportsTheSameCalendar() {
    Watched both =
        user.watch("googlesuite", User.polling("own", url(user.email()), "primary", PRIMARY));
    Watched swapped =
        user.watch("googlesuite", User.polling("primary", PRIMARY, "own", url(user.email())));
    String id = user.calendar("primary").insert("mine");
    both.expectNoMoreThan("own CREATED " + id);
    swapped.expectNoMoreThan("primary CREATED " + id);
  }

  @Test
  void firstOfTwoLiteralUrlsReportsEveryCalendar() {
    Watched twice =
        user.watch(
            "googlesuite",
            User.polling("first", EVERY, "second", "/calendars/{calendarId}/changed-events"));
    String id = user.calendar("primary").insert("mine");
    twice.expectNoMoreThan("first CREATED " + id);
  }

  @Test
  void onlyNewEventsOfANewCalendarAreReported() {
    Watched all = user.watch("googlesuite", "all", EVERY);
    Calendar team = user.calendars().createUnlisted(TEAM);
    Instant longAgo = Instant.now().minusSeconds(3600);
    team.insertDated("old", longAgo, longAgo);
    String shared = team.insert("new");
    user.calendars().add(team, "Team");
    all.expectNoMoreThan("all CREATED " + shared);
    String next = team.insert("next");
    all.expectNoMoreThan("all CREATED " + shared, "all CREATED " + next);
  }

  @Test
  void removedCalendarIsNoLongerPolled() {
    Calendar team = user.calendars().add(TEAM, "Team");
    Watched all = user.watch("googlesuite", "all", EVERY);
    String ours = team.insert("ours");
    all.expect("all CREATED " + ours);
    user.calendars().remove(TEAM);
    all.awaitRecord("all", record -> parts(record).equals(List.of(user.email())));
    String mine = user.calendar("primary").insert("mine");
    all.expectNoMoreThan("all CREATED " + ours, "all CREATED " + mine);
  }

  @ParameterizedTest
  @CsvSource({"FORBIDDEN, 403", "MISSING, 404", "DELETED, 410"})
  void unreadableCalendarIsShownWhileOthersArePolled(Availability how, int status) {
    Calendar team = user.calendars().add(TEAM, "Team");
    Watched all = user.watch("googlesuite", "all", EVERY);
    team.become(how);
    JsonNode record = all.awaitState("all", "FAILED");
    assertThat(part(record, TEAM).path("lastError").asText()).contains("HTTP " + status);
    assertThat(part(record, user.email()).path("state").asText()).isEqualTo("OK");
    String mine = user.calendar("primary").insert("mine");
    all.expect("all CREATED " + mine);
    String ours = team.insert("ours");
    team.become(Availability.READABLE);
    all.enable(); // refused calendars are polled rarely unless a person asks
    all.expectNoMoreThan("all CREATED " + mine, "all CREATED " + ours);
  }

  @Test
  void neverReadableCalendarDoesNotHideTheOthers() {
    user.calendars().add(TEAM, "Team").become(Availability.MISSING);
    try (LogLines log = new LogLines("io.pollhook.poll")) {
      Watched all = user.watch("googlesuite", "all", EVERY);
      JsonNode record = all.awaitState("all", "FAILED");
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.startsWith(
                      "instance " + all.id() + " (googlesuite), all of " + TEAM + ": "));
      assertCalendarIsShown(all, record);
    }
  }

  private void assertCalendarIsShown(Watched all, JsonNode record) {
    assertThat(record.path("lastError").asText()).contains("HTTP 404");
    assertThat(part(record, TEAM).path("state").asText()).isEqualTo("FAILED");
    assertThat(part(record, user.email()).path("state").asText()).isEqualTo("OK");
    String mine = user.calendar("primary").insert("mine");
    all.expect("all CREATED " + mine);
  }

  @Test
  void addedUrlTakesOverItsCalendar() {
    Calendar team = user.calendars().add(TEAM, "Team");
    Watched all = user.watch("googlesuite", "all", EVERY);
    String first = team.insert("first");
    all.expect("all CREATED " + first);
    all.repoll(User.polling("all", EVERY, "team", url(TEAM), "primary", PRIMARY));
    String second = team.insert("second");
    String mine = user.calendar("primary").insert("mine");
    all.expectNoMoreThan(
        "all CREATED " + first, "team CREATED " + second, "primary CREATED " + mine);
  }

  @Test
  void literalUrlTakesOverTheCalendarOfARemovedUrl() {
    Calendar team = user.calendars().add(TEAM, "Team");
    Watched all =
        user.watch("googlesuite", User.polling("all", EVERY, "team", url(TEAM), "own", PRIMARY));
    String first = team.insert("first");
    String mine = user.calendar("primary").insert("mine");
    all.expect("team CREATED " + first, "own CREATED " + mine);
    all.repoll(User.polling("all", EVERY));
    String second = team.insert("second");
    String mySecond = user.calendar("primary").insert("my second");
    all.expectNoMoreThan(
        "team CREATED " + first,
        "own CREATED " + mine,
        "all CREATED " + second,
        "all CREATED " + mySecond);
  }
}
