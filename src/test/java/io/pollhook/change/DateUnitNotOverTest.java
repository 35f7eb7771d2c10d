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

/**
 * While the second of an object's date is not over, its content distinguishes versions; afterwards
 * it does not.
 */
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

  private int reported(Instant servedAt, String object) {
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
    assertThat(reported(RUNNING, ONE)).isEqualTo(1);
    assertThat(reported(RUNNING, ONE)).isZero();
    assertThat(reported(RUNNING, OTHER)).isEqualTo(1);
    assertThat(reported(OVER, OTHER)).isZero();
  }

  @Test
  void changeInTheRestOfTheSecondIsReported() {
    assertThat(reported(RUNNING, ONE)).isEqualTo(1);
    assertThat(reported(OVER, OTHER)).isEqualTo(1);
    assertThat(reported(OVER, ONE)).isZero();
  }

  @Test
  void contentIsIgnoredOnceTheSecondIsOver() {
    assertThat(reported(OVER, ONE)).isEqualTo(1);
    assertThat(reported(OVER, OTHER)).isZero();
  }

  @Test
  void contentIsIgnoredOnceTheObjectWasSeenAfterTheSecond() {
    assertThat(reported(RUNNING, ONE)).isEqualTo(1);
    assertThat(reported(OVER, ONE)).isZero();
    assertThat(reported(OVER, OTHER)).isZero();
  }

  @Test
  void clockSetBackRepeatsNothing() {
    assertThat(reported(OVER, ONE)).isEqualTo(1);
    assertThat(reported(RUNNING, ONE)).isZero();
    assertThat(reported(RUNNING, OTHER)).isEqualTo(1);
  }

  @Test
  void earlierVersionIsNotReportedAgain() {
    String later = ONE.replace("12:00:07Z", "12:00:12Z");
    assertThat(reported(OVER, ONE)).isEqualTo(1);
    assertThat(reported(OVER, later)).isEqualTo(1);
    assertThat(reported(OVER, ONE)).isZero();
  }

  @Test
  void undatedStubIsReportedAgainAfterTheObjectWasRestored() {
    String stub = "{'id':'a','deleted':true}";
    assertThat(reported(OVER, stub)).isEqualTo(1);
    assertThat(reported(OVER, stub)).isZero();
    assertThat(reported(OVER, ONE)).isEqualTo(1);
    assertThat(reported(OVER, stub)).isEqualTo(1);
  }

  @Test
  void allVersionsOfAMinuteAreReportedIfDatesAreWholeMinutes() {
    String minute = "{'id':'a','updated':'2026-05-05T12:01:00.000Z','n':%d}";
    assertThat(reported(at("12:01:05"), minute.formatted(1))).isEqualTo(1);
    assertThat(reported(at("12:01:20"), minute.formatted(2))).isEqualTo(1);
    assertThat(reported(at("12:01:40"), minute.formatted(3))).isEqualTo(1);
    assertThat(reported(at("12:02:10"), minute.formatted(4))).isEqualTo(1);
    assertThat(reported(at("12:02:40"), minute.formatted(5))).isZero();
  }

  @Test
  void theEntryHasTheObjectsDate() {
    DateReader reader = reader(READY, stored);
    List<Change> changes =
        reader.read(page(OVER, ONE, "{'id':'stub','deleted':true}", "{'id':'undated'}"));
    assertThat(changes)
        .extracting(change -> change.entry().datedAt())
        .containsExactly(RUNNING, OVER, LedgerEntry.FOREVER);
  }
}
