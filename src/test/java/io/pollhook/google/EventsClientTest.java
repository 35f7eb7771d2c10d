package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.Events;
import io.pollhook.time.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google's own Calendar client understands the stand-in's events. */
class EventsClientTest {
  private static final String ALICE = "alice@example.com";
  private static final String READ = "https://www.googleapis.com/auth/calendar.readonly";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-05-01T10:00:00.123Z"));
  private final GoogleStandIn google = new GoogleStandIn(0, clock);
  private final Account alice = google.addAccount(ALICE);
  private final Calendar primary = alice.calendar("primary");
  private final com.google.api.services.calendar.Calendar client =
      GoogleClients.calendar(google, google.oauth().accessToken(ALICE, READ));

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void syncTokenOfTheLastPageReturnsLaterChanges() throws IOException {
    String old = primary.insert("old");
    String other = primary.insert("other");
    String token = sync(null).token();
    primary.update(old, "changed");
    primary.cancel(other);
    String added = primary.insert("new");

    Sync changes = sync(token);

    assertThat(changes.ids()).containsExactly(old, other, added);
    assertThat(changes.events().get(1).getStatus()).isEqualTo("cancelled");
    assertThat(sync(changes.token()).ids()).isEmpty();
  }

  @Test
  void smallAndEmptyPagesLoseNothing() throws IOException {
    List<String> expected = primary.insertTogether(7);
    alice.limitPages(3);
    primary.sendEmptyPages(true);

    Sync all = sync(null);

    assertThat(all.ids()).isEqualTo(expected);
    assertThat(all.pages()).isEqualTo(6);
  }

  @Test
  void changesDuringPagingComeWithTheNextSync() throws IOException {
    List<String> ids = primary.insertTogether(4);
    Events first = client.events().list("primary").setMaxResults(2).execute();
    primary.update(ids.get(3), "changed");
    Events last =
        client
            .events()
            .list("primary")
            .setMaxResults(2)
            .setPageToken(first.getNextPageToken())
            .execute();

    assertThat(sync(last.getNextSyncToken(), false).ids()).contains(ids.get(3));
  }

  @Test
  void writesHeldBackKeepTheirOriginalDate() throws IOException {
    String token = sync(null).token();
    primary.hold();
    String late = primary.insert("late");
    clock.advance(Duration.ofMinutes(5));
    String later = primary.insert("still held");
    String before = sync(token).ids().toString();
    primary.release();

    assertThat(before).isEqualTo("[]");
    Sync after = sync(token);
    assertThat(after.ids()).containsExactly(late, later);
    assertThat(after.events().get(0).getUpdated())
        .isEqualTo(new DateTime("2026-05-01T10:00:00.123Z"));
    assertThat(alice.oracle().changes().get(0).visible())
        .isEqualTo(Instant.parse("2026-05-01T10:05:00.123Z"));
  }

  @Test
  void updatedMinIncludesItsBoundAndDeletedEvents() throws IOException {
    String before = primary.insert("before");
    clock.advance(Duration.ofMillis(1));
    String at = primary.insert("at");
    String stub = primary.insert("stub");
    primary.cancelAsStub(stub);

    Events events =
        client
            .events()
            .list("primary")
            .setUpdatedMin(new DateTime(clock.instant().toEpochMilli()))
            .setOrderBy("updated")
            .execute();

    assertThat(events.getItems()).extracting(Event::getId).containsExactly(at, stub);
    assertThat(events.getItems()).extracting(Event::getId).doesNotContain(before);
    assertThat(events.getItems().get(1).getUpdated()).isNull();
    assertThat(events.getNextSyncToken()).isNull();
  }

  @Test
  void updatedMinMayGoBack29Days() {
    DateTime tooOld = new DateTime(clock.instant().minus(Duration.ofDays(30)).toEpochMilli());

    GoogleJsonResponseException refusal =
        refusal(() -> client.events().list("primary").setUpdatedMin(tooOld).execute());

    assertThat(refusal.getStatusCode()).isEqualTo(410);
    assertThat(reason(refusal)).isEqualTo("updatedMinTooLongAgo");
  }

  @Test
  void expiredSyncTokenIs410() throws IOException {
    String token = sync(null).token();
    primary.expireSyncTokens();

    GoogleJsonResponseException refusal = refusal(() -> sync(token));

    assertThat(refusal.getStatusCode()).isEqualTo(410);
    assertThat(reason(refusal)).isEqualTo("fullSyncRequired");
    assertThat(refusal.getDetails().getErrors().get(0).getLocation()).isEqualTo("syncToken");
  }

  @Test
  void syncTokenRequiresTheParametersOfItsFirstList() throws IOException {
    String token = sync(null).token();

    assertThat(refusal(() -> sync(token, false)).getStatusCode()).isEqualTo(400);
    assertThat(
            refusal(
                    () ->
                        client
                            .events()
                            .list("primary")
                            .setSyncToken(token)
                            .setShowDeleted(true)
                            .setOrderBy("updated")
                            .execute())
                .getDetails()
                .getErrors()
                .get(0)
                .getLocation())
        .isEqualTo("orderBy");
  }

  @Test
  void changedOccurrencesAreSeparateEvents() throws IOException {
    String series = primary.insertSeries("daily", 3);
    String moved = primary.updateOccurrence(series, 1, "moved");
    String cancelled = primary.cancelOccurrence(series, 2);

    Sync masters = sync(null);
    List<Event> single = client.events().list("primary").setSingleEvents(true).execute().getItems();

    assertThat(masters.ids()).containsExactly(series, moved, cancelled);
    assertThat(masters.events().get(2).getRecurringEventId()).isEqualTo(series);
    assertThat(masters.events().get(2).getOriginalStartTime()).isNotNull();
    assertThat(masters.events().get(2).getUpdated()).isNull();
    assertThat(single).hasSize(2).extracting(Event::getSummary).containsExactly("daily", "moved");
  }

  @Test
  void fieldsParameterLimitsTheResponse() throws IOException {
    primary.insert("mine");

    Events events =
        client
            .events()
            .list("primary")
            .setFields("nextSyncToken,items(id,start/dateTime)")
            .execute();

    assertThat(events.getKind()).isNull();
    assertThat(events.getNextSyncToken()).isNotNull();
    assertThat(events.getItems().get(0)).containsOnlyKeys("id", "start");
    assertThat(events.getItems().get(0).getStart()).containsOnlyKeys("dateTime");
  }

  private record Sync(List<Event> events, String token, int pages) {
    List<String> ids() {
      return events.stream().map(Event::getId).toList();
    }
  }

  private Sync sync(String syncToken) throws IOException {
    return sync(syncToken, true);
  }

  private Sync sync(String syncToken, boolean showDeleted) throws IOException {
    List<Event> events = new ArrayList<>();
    int pages = 0;
    Events page;
    String pageToken = null;
    do {
      page =
          client
              .events()
              .list("primary")
              .setShowDeleted(showDeleted ? true : null)
              .setSyncToken(syncToken)
              .setPageToken(pageToken)
              .execute();
      events.addAll(page.getItems());
      pages++;
      pageToken = page.getNextPageToken();
    } while (pageToken != null);
    return new Sync(events, page.getNextSyncToken(), pages);
  }

  private static String reason(GoogleJsonResponseException refusal) {
    return refusal.getDetails().getErrors().get(0).getReason();
  }

  private static GoogleJsonResponseException refusal(ThrowingCallable call) {
    return catchThrowableOfType(GoogleJsonResponseException.class, call);
  }
}
