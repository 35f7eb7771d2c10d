package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.people.v1.PeopleService;
import com.google.api.services.people.v1.model.ContactGroup;
import com.google.api.services.people.v1.model.ListContactGroupsResponse;
import io.pollhook.time.MutableClock;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google's own People client understands the stand-in. */
class PeopleClientTest {
  private static final String ALICE = "alice@example.com";
  private static final String READ = "https://www.googleapis.com/auth/contacts.readonly";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-05-01T10:00:00.123456Z"));
  private final GoogleStandIn google = new GoogleStandIn(0, clock);
  private final Account alice = google.addAccount(ALICE);
  private final ContactGroups groups = alice.groups();
  private final PeopleService client =
      GoogleClients.people(google, google.oauth().accessToken(ALICE, READ));

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void listingHasTheUsersGroupsAndSystemGroupsWithoutDate() throws IOException {
    String team = groups.create("Team");
    groups.addMember(team);

    List<ContactGroup> listed = list(null).groups();

    assertThat(listed).hasSize(5);
    assertThat(listed.get(0).getResourceName()).isEqualTo("contactGroups/" + team);
    assertThat(listed.get(0).getMemberCount()).isEqualTo(1);
    assertThat(listed.subList(1, 5))
        .allSatisfy(
            group -> {
              assertThat(group.getGroupType()).isEqualTo("SYSTEM_CONTACT_GROUP");
              assertThat(group.getMetadata()).isNull();
              assertThat(group.getEtag()).isNull();
            });
  }

  @Test
  void syncTokenReturnsChangesIncludingDeletions() throws IOException {
    String old = groups.create("old");
    String gone = groups.create("gone");
    String token = list(null).token();
    groups.rename(old, "renamed");
    groups.delete(gone);

    List<ContactGroup> changes = list(token).groups();

    assertThat(changes).extracting(ContactGroup::getName).containsExactly("renamed", "gone");
    assertThat(changes.get(0).getMetadata().getDeleted()).isNull();
    assertThat(changes.get(1).getMetadata().getDeleted()).isTrue();
    assertThat(list(null).groups()).extracting(ContactGroup::getName).doesNotContain("gone");
  }

  @Test
  void smallPagesLoseNothing() throws IOException {
    List<String> names = List.of("a", "b", "c");
    names.forEach(groups::create);
    alice.limitPages(2);

    assertThat(list(null).groups()).hasSize(7).extracting(ContactGroup::getName).containsAll(names);
  }

  @Test
  void expiredSyncTokenIs400WithItsReasonInTheDetails() throws IOException {
    String token = list(null).token();
    groups.expireSyncTokens();

    GoogleJsonResponseException refusal =
        catchThrowableOfType(GoogleJsonResponseException.class, () -> list(token));

    assertThat(refusal.getStatusCode()).isEqualTo(400);
    assertThat(refusal.getDetails().getMessage()).startsWith("Sync token is expired");
    assertThat(refusal.getDetails().getErrors()).isNull();
    assertThat(refusal.getContent()).contains("\"EXPIRED_SYNC_TOKEN\"");
  }

  @Test
  void datesHaveTheConfiguredNumberOfDigits() throws IOException {
    groups.create("Team");

    assertThat(updateTime()).isEqualTo("2026-05-01T10:00:00.123Z");
    groups.dateFraction(6);
    assertThat(updateTime()).isEqualTo("2026-05-01T10:00:00.123456Z");
    groups.dateFraction(9);
    assertThat(updateTime()).isEqualTo("2026-05-01T10:00:00.123456000Z");
    groups.dateFraction(0);
    assertThat(updateTime()).isEqualTo("2026-05-01T10:00:00Z");
  }

  @Test
  void writesHeldBackAppearLater() throws IOException {
    String token = list(null).token();
    groups.hold();
    groups.create("late");

    assertThat(list(token).groups()).isEmpty();
    groups.release();
    assertThat(list(token).groups()).hasSize(1);
  }

  @Test
  void groupFieldsLimitTheResponse() throws IOException {
    groups.create("Team");

    ContactGroup group =
        client
            .contactGroups()
            .list()
            .setGroupFields("metadata")
            .execute()
            .getContactGroups()
            .get(0);

    assertThat(group).containsOnlyKeys("resourceName", "etag", "metadata");
  }

  private record Listing(List<ContactGroup> groups, String token) {}

  private Listing list(String syncToken) throws IOException {
    List<ContactGroup> found = new ArrayList<>();
    ListContactGroupsResponse page;
    String pageToken = null;
    do {
      page =
          client.contactGroups().list().setSyncToken(syncToken).setPageToken(pageToken).execute();
      if (page.getContactGroups() != null) {
        found.addAll(page.getContactGroups());
      }
      pageToken = page.getNextPageToken();
    } while (pageToken != null);
    return new Listing(found, page.getNextSyncToken());
  }

  private String updateTime() throws IOException {
    return list(null).groups().get(0).getMetadata().getUpdateTime();
  }
}
