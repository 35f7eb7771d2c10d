package io.pollhook.change;

import static io.pollhook.change.DateListing.POLICY;
import static io.pollhook.change.DateListing.READY;
import static io.pollhook.change.DateListing.at;
import static io.pollhook.change.DateListing.reader;
import static io.pollhook.change.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the second of an object's date runs its content tells versions apart, not after it. */
class DateUnitNotOverTest {
  private static final Instant RUNNING = at("12:00:07");
  private static final Instant OVER = at("12:00:08");
  private static final String ONE = "{'id':'a','updated':'2026-05-05T12:00:07Z','n':1}";
  private static final String OTHER = "{'id':'a','updated':'2026-05-05T12:00:07Z','n':2}";

  private MemoryLedger stored;

  @BeforeEach
  void empty() {
    stored = new MemoryLedger();
  }

  private int told(Instant servedAt, String object) {
    Ledger ledger = new Ledger(stored);
    DateReader reader =
        new DateReader(READY, ledger, new TestFields(ChronoUnit.SECONDS), POLICY, RUNNING);
    List<Change> changes = reader.read(page(servedAt, object));
    stored.write(changes.stream().map(Change::entry).toList());
    stored.write(ledger.takeNoted());
    return changes.size();
  }

  @Test
  void anotherContentIsAnotherVersion() {
    assertThat(told(RUNNING, ONE)).isEqualTo(1);
    assertThat(told(RUNNING, ONE)).isZero();
    assertThat(told(RUNNING, OTHER)).isEqualTo(1);
    assertThat(told(OVER, OTHER)).isZero();
  }

  @Test
  void whatChangedInTheRestOfTheSecondIsTold() {
    assertThat(told(RUNNING, ONE)).isEqualTo(1);
    assertThat(told(OVER, OTHER)).isEqualTo(1);
    assertThat(told(OVER, ONE)).isZero();
  }

  @Test
  void onceOverTheContentNoLongerCounts() {
    assertThat(told(OVER, ONE)).isEqualTo(1);
    assertThat(told(OVER, OTHER)).isZero();
  }

  @Test
  void onceSeenOverTheContentNoLongerCounts() {
    assertThat(told(RUNNING, ONE)).isEqualTo(1);
    assertThat(told(OVER, ONE)).isZero();
    assertThat(told(OVER, OTHER)).isZero();
  }

  @Test
  void aClockSetBackRepeatsNothing() {
    assertThat(told(OVER, ONE)).isEqualTo(1);
    assertThat(told(RUNNING, ONE)).isZero();
    assertThat(told(RUNNING, OTHER)).isEqualTo(1);
  }

  @Test
  void aVersionThatComesBackIsNoNews() {
    String later = ONE.replace("12:00:07Z", "12:00:12Z");
    assertThat(told(OVER, ONE)).isEqualTo(1);
    assertThat(told(OVER, later)).isEqualTo(1);
    assertThat(told(OVER, ONE)).isZero();
  }

  @Test
  void aStubWithoutADateIsToldAgainOnceTheObjectHasLivedAgain() {
    String stub = "{'id':'a','deleted':true}";
    assertThat(told(OVER, stub)).isEqualTo(1);
    assertThat(told(OVER, stub)).isZero();
    assertThat(told(OVER, ONE)).isEqualTo(1);
    assertThat(told(OVER, stub)).isEqualTo(1);
  }

  @Test
  void allVersionsOfAMinuteAreToldIfDatesAreWholeMinutes() {
    String minute = "{'id':'a','updated':'2026-05-05T12:01:00.000Z','n':%d}";
    assertThat(told(at("12:01:05"), minute.formatted(1))).isEqualTo(1);
    assertThat(told(at("12:01:20"), minute.formatted(2))).isEqualTo(1);
    assertThat(told(at("12:01:40"), minute.formatted(3))).isEqualTo(1);
    assertThat(told(at("12:02:10"), minute.formatted(4))).isEqualTo(1);
    assertThat(told(at("12:02:40"), minute.formatted(5))).isZero();
  }

  @Test
  void theEntryIsDatedByTheObject() {
    DateReader reader = reader(READY, stored);
    List<Change> changes =
        reader.read(page(OVER, ONE, "{'id':'stub','deleted':true}", "{'id':'undated'}"));
    assertThat(changes)
        .extracting(change -> change.entry().datedAt())
        .containsExactly(RUNNING, OVER, LedgerEntry.FOREVER);
  }
}
