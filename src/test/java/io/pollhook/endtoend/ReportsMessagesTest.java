package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.callback.ReceivedEvent;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.Fault;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every change in a mailbox is reported once. */
class ReportsMessagesTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  @Test
  void nothingFromBeforeTheCreationIsReported() {
    String old = user.mail().receive("old");
    user.mail().label(old, "STARRED");
    Watched mail = user.watchMail();
    String fresh = user.mail().receive("new");
    mail.expectNoMoreThan("changed-messages CREATED " + fresh);
  }

  @Test
  void receivedMessageIsCreatedWithItsMetadata() {
    Watched mail = user.watchMail();
    Instant received = Instant.parse("2026-03-01T10:20:30.999Z");
    String id = user.mail().insert("imported", received);
    mail.expect("changed-messages CREATED " + id);
    ReceivedEvent event = mail.events().get(0);
    assertThat(event.date()).isEqualTo("2026-03-01T10:20:30Z");
    assertThat(event.pollDate()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    JsonNode raw = mail.raw().get(0);
    assertThat(raw.path("snippet").asText()).isEqualTo("imported");
    assertThat(raw.path("internalDate").isTextual()).isTrue();
    assertThat(raw.at("/payload/headers")).isNotEmpty();
    assertThat(raw.path("payload").has("body")).isFalse();
  }

  @Test
  void labelChangesAndDeletionOfAnOldMessageAreReportedFromTheHistory() {
    String id = user.mail().receive("old");
    Watched mail = user.watchMail();
    user.mail().label(id, "STARRED");
    mail.expect("changed-messages UPDATED " + id);
    user.mail().trash(id);
    mail.expect("changed-messages UPDATED " + id, "changed-messages UPDATED " + id);
    user.mail().delete(id);
    mail.expectNoMoreThan(
        "changed-messages UPDATED " + id,
        "changed-messages UPDATED " + id,
        "changed-messages DELETED " + id);
    JsonNode starred = mail.raw().get(0);
    assertThat(starred.path("id").asText()).isEqualTo(id);
    assertThat(starred.path("labelIds").toString()).contains("STARRED");
    assertThat(mail.events()).allMatch(event -> event.date().equals(event.pollDate()));
  }

  @Test
  void draftsSentMailAndSpamAreReported() {
    Watched mail = user.watchMail();
    String sent = user.mail().send("sent");
    String spam = user.mail().receiveSpam("spam");
    String draft = user.mail().draft("draft");
    mail.expect(
        "changed-messages CREATED " + sent,
        "changed-messages CREATED " + spam,
        "changed-messages CREATED " + draft);
    String saved = user.mail().redraft(draft);
    mail.expectNoMoreThan(
        "changed-messages CREATED " + sent,
        "changed-messages CREATED " + spam,
        "changed-messages CREATED " + draft,
        "changed-messages DELETED " + draft,
        "changed-messages CREATED " + saved);
  }

  @Test
  void everyMessageIsReportedOncePerPoll() {
    Watched mail = user.watchMail();
    mail.disable();
    List<String> ids = user.mail().receiveTogether(List.of("kept", "gone"));
    user.mail().label(ids.get(0), "STARRED");
    user.mail().delete(ids.get(1));
    mail.enable();
    mail.expectNoMoreThan("changed-messages CREATED " + ids.get(0));
    assertThat(mail.raw().get(0).path("labelIds").toString()).contains("STARRED");
  }

  @Test
  void messageDeletedBeforeItIsReadIsReportedFromTheHistory() {
    Watched mail = user.watchMail();
    user.on("GET /gmail/*/messages/*").fail(Fault.answer(ApiErrors.notFound()));
    String id = user.mail().receive("short-lived");
    mail.expect("changed-messages CREATED " + id);
    assertThat(mail.raw().get(0).path("labelIds").toString()).isEqualTo("[\"UNREAD\",\"INBOX\"]");
    assertThat(mail.raw().get(0).has("payload")).isFalse();
    assertThat(mail.events().get(0).date()).isEqualTo(mail.events().get(0).pollDate());
  }

  @Test
  void bothSpellingsOfTheUrlAndALeadingSlashMeanTheSame() {
    Watched mail = user.watch("googlesuite", "/changed-messages", "/hubs/general/changed-message");
    String id = user.mail().receive("hello");
    mail.expect("changed-messages CREATED " + id);
  }
}
