package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unchanged url keeps its cursor, a new one starts from now, a removed one stops. */
class ReconfiguredTest {
  private static final String MESSAGES = "/hubs/general/changed-messages";
  private static final String GROUPS = "/hubs/general/changed-groups";

  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  @Test
  void unchangedUrlKeepsItsCursorThroughManyChanges() {
    Watched mail = user.watch("googlesuite", "mail", MESSAGES);
    String[] expected = new String[8];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = "mail CREATED " + user.mail().receive("message " + i);
      mail.repoll(
          i % 2 == 0
              ? User.polling("group", GROUPS, "mail", MESSAGES)
              : User.polling("mail", MESSAGES));
    }
    mail.expectNoMoreThan(expected);
  }

  @Test
  void newUrlStartsFromNow() {
    Watched mail = user.watch("googlesuite", "mail", MESSAGES);
    user.groups().create("old");
    user.calendar("primary").insert("old");
    mail.repoll(
        User.polling("mail", MESSAGES, "group", GROUPS, "event", "/calendars/primary/events"));
    String group = user.groups().create("new");
    String event = user.calendar("primary").insert("new");
    mail.expectNoMoreThan("group CREATED " + group, "event CREATED " + event);
  }

  @Test
  void removedUrlStopsAndStartsFromNowWhenAddedAgain() {
    Watched both = user.watch("googlesuite", User.polling("mail", MESSAGES, "group", GROUPS));
    both.repoll(User.polling("mail", MESSAGES));
    int requests = user.requests("GET /v1/contactGroups");
    user.groups().create("unseen");
    both.awaitTwoMorePolls();
    assertThat(user.requests("GET /v1/contactGroups")).isEqualTo(requests);
    both.repoll(User.polling("mail", MESSAGES, "group", GROUPS));
    String group = user.groups().create("seen");
    both.expectNoMoreThan("group CREATED " + group);
  }

  @Test
  void changedKeyOnlyRenamesTheEvents() {
    Watched mail =
        user.watch(
            "googlesuite",
            User.polling("mail", MESSAGES, "all", "/calendars/{calendarId}/changed-events"));
    mail.awaitTwoMorePolls();
    String message = user.mail().receive("hello");
    String event = user.calendar("primary").insert("meeting");
    mail.expect("mail CREATED " + message, "all CREATED " + event);
    mail.repoll(
        User.polling("letters", MESSAGES, "dates", "/calendars/{calendarId}/changed-events"));
    user.mail().label(message, "STARRED");
    String next = user.calendar("primary").insert("next");
    mail.expectNoMoreThan(
        "mail CREATED " + message,
        "all CREATED " + event,
        "letters UPDATED " + message,
        "dates CREATED " + next);
  }

  @Test
  void newIntervalIsUsed() {
    Watched mail = user.watch("googlesuite", "mail", MESSAGES);
    ObjectNode hourly = Json.MAPPER.createObjectNode().put("event.poller.refresh_interval", "60");
    mail.configure(hourly);
    mail.awaitRecord(
        "mail",
        poll ->
            Instant.parse(poll.path("nextPoll").asText())
                .isAfter(Instant.now().plus(Duration.ofSeconds(1))));
    hourly.put("event.poller.refresh_interval", "0.005");
    mail.configure(hourly);
    int requests = user.requests("GET /gmail/*/history");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> user.requests("GET /gmail/*/history") > requests + 3);
  }

  @Test
  void disabledInstanceIsNotPolledOrDeliveredAndLosesNothing() {
    Watched mail = user.watch("googlesuite", User.polling("mail", MESSAGES, "group", GROUPS));
    mail.disable();
    String first = user.mail().receive("first");
    String group = user.groups().create("friends");
    assertNothingHappens(mail);
    mail.enable();
    mail.expect("mail CREATED " + first, "group CREATED " + group);
    notifications(mail, false);
    String second = user.mail().receive("second");
    assertNothingHappens(mail);
    notifications(mail, true);
    mail.expectNoMoreThan(
        "mail CREATED " + first, "group CREATED " + group, "mail CREATED " + second);
  }

  private static void notifications(Watched watched, boolean enabled) {
    watched.configure(Json.MAPPER.createObjectNode().put("event.notification.enabled", enabled));
  }

  /** Other instances are polled meanwhile; polls in flight have ended before. */
  private void assertNothingHappens(Watched watched) {
    Watched other = SCENE.user().watchMail();
    other.awaitTwoMorePolls();
    int requests = user.requests("*");
    int delivered = watched.notifications().size();
    other.awaitTwoMorePolls();
    assertThat(user.requests("*")).isEqualTo(requests);
    assertThat(watched.notifications()).hasSize(delivered);
  }

  @Test
  void deletedInstanceStops() {
    Watched mail = user.watch("googlesuite", "mail", MESSAGES);
    mail.delete();
    user.mail().receive("unseen");
    assertNothingHappens(mail);
    assertThat(mail.reported()).isEmpty();
  }
}
