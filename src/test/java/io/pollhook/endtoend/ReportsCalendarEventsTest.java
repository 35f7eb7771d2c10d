package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every change in a calendar is reported once, by sync token and by last-seen date alike. */
class ReportsCalendarEventsTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  /** Uses the key "event", so that both kinds of resources report the same. */
  private Watched watch(String resource) {
    ObjectNode polling = User.polling("event", "/hubs/general/calendars/primary/" + resource);
    ObjectNode event = (ObjectNode) polling.path("event");
    event.put("idField", "").put("createdCheckTolerance", 0);
    event
        .putObject("datesConfiguration")
        .put("updatedDateField", "updated")
        .put("updatedDateFormat", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
        .put("updatedDateTimezone", "GMT")
        .put("createdDateField", "created")
        .put("createdDateFormat", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
        .put("createdDateTimezone", "GMT");
    return user.watch("googlesuite", polling);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void createdUpdatedAndDeletedAreReportedOnceEach(String resource) {
    String old = user.calendar("primary").insert("old");
    Watched calendar = watch(resource);
    String id = user.calendar("primary").insert("new");
    calendar.expect("event CREATED " + id);
    user.calendar("primary").update(id, "moved");
    calendar.expect("event CREATED " + id, "event UPDATED " + id);
    user.calendar("primary").cancel(id);
    user.calendar("primary").update(old, "old, changed");
    calendar.expectNoMoreThan(
        "event CREATED " + id,
        "event UPDATED " + id,
        "event DELETED " + id,
        "event UPDATED " + old);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void eventHasItsDateAndItsCalendar(String resource) {
    Watched calendar = watch(resource);
    String id = user.calendar("primary").insert("stand-up");
    calendar.expect("event CREATED " + id);
    ReceivedEvent event = calendar.events().get(0);
    JsonNode raw = calendar.raw().get(0);
    assertThat(event.otherId()).isEqualTo(user.email());
    assertThat(raw.path("calendarId").asText()).isEqualTo(user.email());
    assertThat(raw.path("summary").asText()).isEqualTo("stand-up");
    assertThat(event.date()).isEqualTo(raw.path("updated").asText().replaceFirst("\\.\\d{3}", ""));
    // the poll's start: an event may come while the poll reads
    assertThat(Instant.parse(event.pollDate()))
        .isCloseTo(Instant.parse(event.date()), within(20, ChronoUnit.SECONDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void deletionWithOnlyAnIdIsDatedByThePoll(String resource) {
    String id = user.calendar("primary").insert("doomed");
    Watched calendar = watch(resource);
    user.calendar("primary").cancelAsStub(id);
    calendar.expectNoMoreThan("event DELETED " + id);
    assertThat(calendar.events()).allMatch(event -> event.date().equals(event.pollDate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void eventsOfTheSameMillisecondAreAllReported(String resource) {
    Watched calendar = watch(resource);
    List<String> ids = user.calendar("primary").insertTogether(25);
    calendar.expect(ids.stream().map(id -> "event CREATED " + id).toList());
    assertThat(calendar.notifications()).allMatch(one -> one.events().size() <= 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void changeThatBecomesVisibleLateIsReported(String resource) {
    Watched calendar = watch(resource);
    user.calendar("primary").hold();
    String late = user.calendar("primary").insert("late");
    user.calendar("primary").release();
    String later = user.calendar("primary").insert("later");
    calendar.expect("event CREATED " + late, "event CREATED " + later);
    user.calendar("primary").hold();
    String hidden = user.calendar("primary").insert("hidden");
    calendar.awaitTwoMorePolls();
    user.calendar("primary").release();
    calendar.expectNoMoreThan(
        "event CREATED " + late, "event CREATED " + later, "event CREATED " + hidden);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void acceptingAnOldInvitationIsAChange(String resource) {
    Watched calendar = watch(resource);
    Instant now = Instant.now();
    String id =
        user.calendar("primary").insertDated("invitation", now.minus(Duration.ofDays(3)), now);
    calendar.expectNoMoreThan("event UPDATED " + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed-events", "events"})
  void occurrenceOfASeriesIsASeparateEvent(String resource) {
    String series = user.calendar("primary").insertSeries("daily", 5);
    Watched calendar = watch(resource);
    String exception = user.calendar("primary").updateOccurrence(series, 1, "later today");
    calendar.expectNoMoreThan("event UPDATED " + exception);
    String cancelled = user.calendar("primary").cancelOccurrence(series, 2);
    calendar.expectNoMoreThan("event UPDATED " + exception, "event DELETED " + cancelled);
  }
}
