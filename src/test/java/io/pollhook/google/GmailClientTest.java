package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.gmail.Gmail;
import com.google.api.services.gmail.model.History;
import com.google.api.services.gmail.model.ListHistoryResponse;
import com.google.api.services.gmail.model.ListMessagesResponse;
import com.google.api.services.gmail.model.ModifyMessageRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google's own Gmail client understands the stand-in. */
class GmailClientTest {
  private static final String ALICE = "alice@example.com";
  private static final String SCOPES = "https://www.googleapis.com/auth/";

  private final GoogleStandIn google = new GoogleStandIn();
  private final Account alice = google.addAccount(ALICE);
  private final Mailbox mail = alice.mail();
  private final Gmail gmail = clientWith("gmail.readonly");

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void historyContainsEveryChangeOnSmallPages() throws IOException {
    String old = mail.receive("old");
    BigInteger start = gmail.users().getProfile("me").execute().getHistoryId();
    List<String> added = mail.receiveTogether(List.of("one", "two"));
    mail.label(old, "STARRED");
    mail.unlabel(old, "UNREAD");
    mail.trash(added.get(0));
    mail.delete(old);
    alice.limitPages(2);

    List<History> records = history(start);

    assertThat(records).hasSize(5).extracting(History::getId).isSorted().doesNotHaveDuplicates();
    assertThat(records.get(0).getMessagesAdded())
        .extracting(entry -> entry.getMessage().getId())
        .isEqualTo(added);
    assertThat(records.get(1).getLabelsAdded().get(0).getLabelIds()).containsExactly("STARRED");
    assertThat(records.get(2).getLabelsRemoved().get(0).getLabelIds()).containsExactly("UNREAD");
    assertThat(records.get(3).getLabelsAdded().get(0).getLabelIds()).containsExactly("TRASH");
    assertThat(records.get(4).getMessagesDeleted().get(0).getMessage().getId()).isEqualTo(old);
  }

  @Test
  void historyWithoutChangesHasNoRecordsButAnId() throws IOException {
    mail.receive("old");
    BigInteger start = BigInteger.valueOf(mail.historyId());

    ListHistoryResponse response =
        gmail.users().history().list("me").setStartHistoryId(start).execute();

    assertThat(response.getHistory()).isNull();
    assertThat(response.getHistoryId()).isEqualTo(start);
  }

  @Test
  void historyOfSomeTypesLeavesOutOthers() throws IOException {
    BigInteger start = BigInteger.valueOf(mail.historyId());
    mail.label(mail.receive("new"), "STARRED");

    ListHistoryResponse response =
        gmail
            .users()
            .history()
            .list("me")
            .setStartHistoryId(start)
            .setHistoryTypes(List.of("labelAdded"))
            .execute();

    assertThat(response.getHistory())
        .singleElement()
        .satisfies(entry -> assertThat(entry.getMessagesAdded()).isNull());
  }

  @Test
  void savingADraftAgainReplacesItsMessage() throws IOException {
    String draft = mail.draft("hello");
    BigInteger start = BigInteger.valueOf(mail.historyId());
    String replacement = mail.redraft(draft);

    History entry = history(start).get(0);

    assertThat(entry.getMessagesDeleted().get(0).getMessage().getId()).isEqualTo(draft);
    assertThat(entry.getMessagesAdded().get(0).getMessage().getId()).isEqualTo(replacement);
    assertThat(refusal(() -> gmail.users().messages().get("me", draft).execute()).getStatusCode())
        .isEqualTo(404);
  }

  @Test
  void expiredHistoryIdIs404UntilANewOneIsUsed() throws IOException {
    BigInteger start = BigInteger.valueOf(mail.historyId());
    mail.expireHistory();

    GoogleJsonResponseException refusal = refusal(() -> history(start));

    assertThat(refusal.getStatusCode()).isEqualTo(404);
    assertThat(refusal.getDetails().getErrors().get(0).getReason()).isEqualTo("notFound");
    assertThat(history(gmail.users().getProfile("me").execute().getHistoryId())).isEmpty();
  }

  @Test
  void messagesAreListedNewestFirstWithoutSpamAndTrash() throws IOException {
    String first = mail.insert("first", Instant.ofEpochSecond(1_000));
    String imported = mail.insert("imported", Instant.ofEpochSecond(10));
    String second = mail.insert("second", Instant.ofEpochSecond(2_000));
    String spam = mail.receiveSpam("spam");

    assertThat(ids(gmail.users().messages().list("me").execute()))
        .containsExactly(second, first, imported);
    assertThat(ids(gmail.users().messages().list("me").setIncludeSpamTrash(true).execute()))
        .contains(spam);
    assertThat(ids(gmail.users().messages().list("me").setQ("after:999").execute()))
        .containsExactly(second, first);
  }

  @Test
  void messagesAreListedInPages() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int second = 0; second < 7; second++) {
      expected.add(0, mail.insert("mail", Instant.ofEpochSecond(second)));
    }
    List<String> found = new ArrayList<>();
    String token = null;
    do {
      ListMessagesResponse page =
          gmail.users().messages().list("me").setMaxResults(3L).setPageToken(token).execute();
      found.addAll(ids(page));
      token = page.getNextPageToken();
    } while (token != null);

    assertThat(found).isEqualTo(expected);
  }

  @Test
  void messageHasTheRequestedFormat() throws IOException {
    String id = mail.insert("hello", Instant.ofEpochMilli(1_762_855_200_123L));

    var full = gmail.users().messages().get("me", id).execute();
    var metadata =
        gmail
            .users()
            .messages()
            .get("me", id)
            .setFormat("metadata")
            .setMetadataHeaders(List.of("subject"))
            .execute();
    var minimal = gmail.users().messages().get("me", id).setFormat("minimal").execute();

    assertThat(full.getInternalDate()).isEqualTo(1_762_855_200_123L);
    assertThat(full.getPayload().getBody().decodeData()).asString().contains("hello");
    assertThat(metadata.getPayload().getHeaders())
        .singleElement()
        .satisfies(header -> assertThat(header.getValue()).isEqualTo("hello"));
    assertThat(minimal.getPayload()).isNull();
  }

  @Test
  void modifyChangesLabels() throws IOException {
    String id = mail.receive("hello");

    clientWith("gmail.modify")
        .users()
        .messages()
        .modify("me", id, new ModifyMessageRequest().setAddLabelIds(List.of("STARRED")))
        .execute();

    assertThat(gmail.users().messages().get("me", id).execute().getLabelIds()).contains("STARRED");
  }

  @Test
  void metadataScopeAllowsNeitherSearchNorBodies() {
    String id = mail.receive("hello");
    Gmail narrow = clientWith("gmail.metadata");

    assertThat(refusal(() -> narrow.users().messages().list("me").setQ("after:1").execute()))
        .hasMessageContaining("Metadata scope");
    assertThat(refusal(() -> narrow.users().messages().get("me", id).execute()))
        .hasMessageContaining("Metadata scope");
  }

  @Test
  void missingScopeAndUnknownTokenAreDistinguished() {
    Gmail stranger = GoogleClients.gmail(google, "unknown");

    assertThat(
            refusal(() -> clientWith("contacts").users().getProfile("me").execute())
                .getStatusCode())
        .isEqualTo(403);
    assertThat(refusal(() -> stranger.users().getProfile("me").execute()).getStatusCode())
        .isEqualTo(401);
  }

  @Test
  void unitQuotaRunsOut() throws IOException {
    String id = mail.receive("hello");
    alice.quota().limit(45);
    gmail.users().messages().get("me", id).execute();
    gmail.users().messages().get("me", id).execute();

    GoogleJsonResponseException refusal =
        refusal(() -> gmail.users().messages().get("me", id).execute());

    assertThat(refusal.getDetails().getErrors().get(0).getReason()).isEqualTo("rateLimitExceeded");
    assertThat(alice.quota().spent()).isEqualTo(40);
  }

  private Gmail clientWith(String scope) {
    return GoogleClients.gmail(google, google.oauth().accessToken(ALICE, SCOPES + scope));
  }

  private List<History> history(BigInteger start) throws IOException {
    List<History> records = new ArrayList<>();
    String token = null;
    do {
      ListHistoryResponse page =
          gmail.users().history().list("me").setStartHistoryId(start).setPageToken(token).execute();
      if (page.getHistory() != null) {
        records.addAll(page.getHistory());
      }
      token = page.getNextPageToken();
    } while (token != null);
    return records;
  }

  private static List<String> ids(ListMessagesResponse page) {
    return page.getMessages().stream().map(message -> message.getId()).toList();
  }

  private static GoogleJsonResponseException refusal(ThrowingCallable call) {
    return catchThrowableOfType(GoogleJsonResponseException.class, call);
  }
}
