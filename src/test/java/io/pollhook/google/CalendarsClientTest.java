package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.calendar.model.CalendarListEntry;
import com.google.api.services.calendar.model.Event;
import io.pollhook.google.Calendar.Availability;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's own Calendar client understands the stand-in's calendars. */
class CalendarsClientTest {
  private static final String ALICE = "alice@example.com";
  private static final String TEAM = "team#1@group.calendar.google.com";
  private static final String READ = "https://www.googleapis.com/auth/calendar.readonly";

  private final GoogleStandIn google = new GoogleStandIn();
  private final Account alice = google.addAccount(ALICE);
  private final com.google.api.services.calendar.Calendar client =
      GoogleClients.calendar(google, google.oauth().accessToken(ALICE, READ));

  @AfterEach
  void stop() {
    google.close();
  }

  @ParameterizedTest
  @CsvSource({"FORBIDDEN,403,forbidden", "MISSING,404,notFound", "DELETED,410,deleted"})
  void unreadableCalendarReturnsTheReason(Availability availability, int status, String reason) {
    alice.calendars().add(TEAM, "Team").become(availability);

    GoogleJsonResponseException refusal =
        catchThrowableOfType(
            GoogleJsonResponseException.class, () -> client.events().list(TEAM).execute());

    assertThat(refusal.getStatusCode()).isEqualTo(status);
    assertThat(refusal.getDetails().getErrors().get(0).getReason()).isEqualTo(reason);
  }

  @Test
  void calendarListContainsEveryCalendarWithItsRole() throws IOException {
    alice.calendars().add(TEAM, "Team");
    alice.calendars().addFreeBusy("boss@example.com", "Boss");
    String token = client.calendarList().list().execute().getNextSyncToken();
    alice.calendars().remove("boss@example.com");

    List<CalendarListEntry> left = client.calendarList().list().execute().getItems();
    List<CalendarListEntry> changes =
        client.calendarList().list().setSyncToken(token).execute().getItems();

    assertThat(left)
        .extracting(CalendarListEntry::getId, CalendarListEntry::getPrimary)
        .containsExactly(tuple(ALICE, true), tuple(TEAM, null));
    assertThat(changes).singleElement().matches(CalendarListEntry::getDeleted);
  }

  @Test
  void sharedCalendarKeepsItsEvents() throws IOException {
    Calendar team = alice.calendars().createUnlisted("team@example.com");
    Instant lastYear = Instant.parse("2025-05-01T10:00:00Z");
    String old = team.insertDated("old", lastYear, lastYear);
    alice.calendars().add(team, "Team");

    assertThat(client.events().list("team@example.com").execute().getItems())
        .extracting(Event::getId)
        .containsExactly(old);
  }

  @Test
  void primaryIsTheAccountsOwnCalendar() throws IOException {
    alice.calendar("primary").insert("mine");

    assertThat(client.calendars().get("primary").execute().getId()).isEqualTo(ALICE);
    assertThat(client.events().list(ALICE).execute().getItems()).hasSize(1);
  }

  @Test
  void oldAddressOfARenamedAccountIsNotFound() throws IOException {
    alice.calendar("primary").insert("mine");
    alice.calendars().changeAddress("alice.b@example.com");

    assertThat(
            catchThrowableOfType(
                    GoogleJsonResponseException.class, () -> client.events().list(ALICE).execute())
                .getStatusCode())
        .isEqualTo(404);
    assertThat(client.events().list("primary").execute().getItems()).hasSize(1);
    assertThat(client.calendars().get("primary").execute().getId())
        .isEqualTo("alice.b@example.com");
  }
}
