package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.google.ApiErrors;
import io.pollhook.google.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A revoked grant stops the polls; a new one resumes them from the same cursor. */
class NeedsReauthenticationTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  private Watched watchEverything() {
    return user.watch(
        "googlesuite",
        User.polling(
            "mail", "/changed-messages",
            "event", "/calendars/primary/changed-events",
            "dated", "/calendars/{calendarId}/events",
            "group", "/changed-groups"));
  }

  @Test
  void changesDuringARevokedGrantAreReported() {
    String group = user.groups().create("doomed");
    Watched all = watchEverything();
    SCENE.google().oauth().revoke(user.email());
    for (String key : new String[] {"mail", "event", "dated", "group"}) {
      assertThat(all.awaitState(key, "NEEDS_REAUTH").path("lastError").asText()).isNotBlank();
    }
    int requests = user.requests("*");
    String message = user.mail().receive("hello");
    String event = user.calendar("primary").insert("meeting");
    user.groups().delete(group);
    SCENE.user().watchMail().awaitTwoMorePolls();
    assertThat(user.requests("*")).isEqualTo(requests);
    all.authenticateAgain();
    all.expectNoMoreThan(
        "mail CREATED " + message,
        "event CREATED " + event,
        "dated CREATED " + event,
        "group DELETED " + group);
  }

  @Test
  void newLoginRequiredByTheOrganizationNeedsReauthentication() {
    Watched mail = user.watchMail();
    SCENE.google().oauth().requireLogin(user.email());
    mail.awaitState("changed-messages", "NEEDS_REAUTH");
    String message = user.mail().receive("hello");
    mail.authenticateAgain();
    mail.expectNoMoreThan("changed-messages CREATED " + message);
  }

  @Test
  void failingTokenEndpointOnlyBacksOff() {
    Watched mail = user.watchMail();
    user.on("POST /token").fail(Fault.answer(ApiErrors.htmlPage(503)));
    SCENE.google().oauth().expireAccessTokens(user.email());
    mail.awaitState("changed-messages", "BACKING_OFF");
    String message = user.mail().receive("hello");
    SCENE.google().clearFaults();
    mail.expectNoMoreThan("changed-messages CREATED " + message);
  }

  @Test
  void missingScopeIsShownAndFixedByANewGrant() {
    SCENE.google().oauth().allowOnly("https://www.googleapis.com/auth/gmail.readonly");
    Watched all =
        user.watch(
            "googlesuite", User.polling("mail", "/changed-messages", "group", "/changed-groups"));
    SCENE.google().oauth().allowOnly();
    assertThat(all.record("group").path("lastError").asText()).contains("SCOPE");
    String message = user.mail().receive("hello");
    all.expect("mail CREATED " + message);
    all.authenticateAgain();
    all.awaitTwoMorePolls();
    String group = user.groups().create("friends");
    all.expect("mail CREATED " + message, "group CREATED " + group);
  }
}
