package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.google.ObjectChange.Kind;
import io.pollhook.google.ObjectChange.Resource;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the log of real changes. */
class OracleTest {
  private final Account account = new Account("alice@example.com", Clock.systemUTC());
  private final Oracle oracle = account.oracle();

  @Test
  void everyChangeIsLoggedInOrder() {
    String mail = account.mail().receive("hello");
    String event = account.calendar("primary").insert("meeting");
    int mark = oracle.size();
    String group = account.groups().create("team");
    account.mail().label(mail, "STARRED");
    account.mail().label(mail, "STARRED");
    account.calendar("primary").cancel(event);
    account.groups().delete(group);

    assertThat(oracle.changes(Resource.EVENTS))
        .containsExactly(
            new ObjectChange(Resource.EVENTS, "alice@example.com", event, Kind.CREATED),
            new ObjectChange(Resource.EVENTS, "alice@example.com", event, Kind.DELETED));
    assertThat(oracle.since(mark))
        .extracting(change -> change.what().kind())
        .containsExactly(Kind.CREATED, Kind.UPDATED, Kind.DELETED, Kind.DELETED);
  }

  @Test
  void comparisonCountsEachOccurrence() {
    String mail = account.mail().receive("hello");
    account.mail().label(mail, "ONE");
    account.mail().label(mail, "TWO");
    ObjectChange created = oracle.changes(Resource.MESSAGES).get(0);
    ObjectChange updated = oracle.changes(Resource.MESSAGES).get(1);

    Discrepancies discrepancies = oracle.compare(List.of(created, updated, created));

    assertThat(discrepancies.lost()).containsExactly(updated);
    assertThat(discrepancies.invented()).containsExactly(created);
    assertThat(oracle.compare(List.of(updated, created, updated)).none()).isTrue();
  }

  @Test
  void logIsComparedWithNotifications() {
    String event = account.calendar("primary").insert("meeting");

    ObjectChange reported =
        ObjectChange.reported(
            "calendars/primary/changed-events", "alice@example.com", event, "CREATED");

    assertThat(oracle.compare(List.of(reported)).none()).isTrue();
  }

  @Test
  void changingAccountMakesEveryKindOfChange() {
    ChangingAccount user = new ChangingAccount(account, 1);
    for (int change = 0; change < 300; change++) {
      assertThat(user.changeSomething()).isNotBlank();
    }

    assertThat(oracle.size()).isEqualTo(300);
    for (Resource resource : Resource.values()) {
      assertThat(oracle.changes(resource)).extracting(ObjectChange::kind).contains(Kind.values());
    }
  }
}
