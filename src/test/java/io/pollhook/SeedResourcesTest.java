package io.pollhook;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.store.Databases;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes in an account reaches the callback, once each. */
class SeedResourcesTest {
  private static final String ALICE = "alice@example.com";

  @TempDir Path directory;
  private final GoogleStandIn google = new GoogleStandIn();
  private final CallbackReceiver receiver = new CallbackReceiver();
  private RunningPollhook pollhook;

  @BeforeEach
  void start() {
    google.addAccount(ALICE);
    pollhook =
        RunningPollhook.start(
            directory,
            google.properties(),
            settings -> Databases.open(settings, Clock.systemUTC()),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    pollhook.close();
    receiver.close();
    google.close();
  }

  private List<String> reported() {
    return receiver.events().stream()
        .map(e -> e.objectType() + ' ' + e.eventType() + ' ' + e.objectId())
        .toList();
  }

  private void expect(String... changes) {
    await()
        .atMost(ofSeconds(15))
        .untilAsserted(() -> assertThat(reported()).containsExactlyInAnyOrder(changes));
  }

  private void create(String element, String polling) {
    JsonNode configuration = Json.parse(polling.replace('\'', '"'));
    pollhook.create(google, ALICE, element, receiver.url().toString(), 0.3, configuration);
  }

  @Test
  void messagesAreReportedWhenReceivedLabelledAndDeleted() {
    google.account(ALICE).mail().receive("before");
    create("gmail", "{'/changed-messages':{'url':'/hubs/general/changed-message','idField':'id'}}");
    String id = google.account(ALICE).mail().receive("hello");
    expect("changed-messages CREATED " + id);
    google.account(ALICE).mail().label(id, "STARRED");
    expect("changed-messages CREATED " + id, "changed-messages UPDATED " + id);
    google.account(ALICE).mail().delete(id);
    expect(
        "changed-messages CREATED " + id,
        "changed-messages UPDATED " + id,
        "changed-messages DELETED " + id);
  }

  @Test
  void eventsOfThePrimaryCalendarAreReportedByTokenAndByDate() {
    google.account(ALICE).calendar("primary").insert("before");
    create(
        "googlesuite",
        """
        {'changed':{'url':'/hubs/general/calendars/primary/changed-events','idField':''},
         'dated':{'url':'/hubs/general/calendars/primary/events','idField':'id','datesConfiguration':{
           'updatedDateField':'updated','updatedDateFormat':"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
           'createdDateField':'created','createdDateFormat':"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"}}}
        """
            .replace(
                "\"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'\"",
                "\"yyyy-MM-dd\\u0027T\\u0027HH:mm:ss.SSS\\u0027Z\\u0027\""));
    String id = google.account(ALICE).calendar("primary").insert("stand-up");
    expect("changed CREATED " + id, "dated CREATED " + id);
    google.account(ALICE).calendar("primary").cancel(id);
    expect(
        "changed CREATED " + id,
        "dated CREATED " + id,
        "changed DELETED " + id,
        "dated DELETED " + id);
  }

  @Test
  void theLiteralPlaceholderStandsForEveryCalendar() {
    google.account(ALICE).calendars().add("team@group.calendar.google.com", "Team");
    google.account(ALICE).calendar("primary").insert("before");
    create(
        "googlesuite",
        """
        {'calendars/{calendarId}/changed-events':
           {'url':'/hubs/general/calendars/{calendarId}/changed-events','idField':''},
         'calendars/primary/changed-events':
           {'url':'/hubs/general/calendars/primary/changed-events','idField':''}}
        """);
    String mine = google.account(ALICE).calendar("primary").insert("mine");
    expect("calendars/primary/changed-events CREATED " + mine);
  }

  @Test
  void contactGroupsAreReportedWhenTheyAppearChangeAndGo() {
    google.account(ALICE).groups().create("before");
    create(
        "googlesuite", "{'changed-groups':{'url':'/hubs/general/changed-groups','idField':'id'}}");
    String id = google.account(ALICE).groups().create("friends");
    expect("changed-groups CREATED " + id);
    google.account(ALICE).groups().rename(id, "family");
    expect("changed-groups CREATED " + id, "changed-groups UPDATED " + id);
    google.account(ALICE).groups().delete(id);
    expect(
        "changed-groups CREATED " + id,
        "changed-groups UPDATED " + id,
        "changed-groups DELETED " + id);
  }
}
