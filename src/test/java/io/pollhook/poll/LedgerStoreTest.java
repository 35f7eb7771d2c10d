package io.pollhook.poll;

import static io.pollhook.change.LedgerEntry.FOREVER;
import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.LedgerEntry;
import io.pollhook.feed.LedgerStore;
import io.pollhook.store.Dialect;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ledger returns the versions that it was given, on both databases. */
class LedgerStoreTest {
  private static final Instant DAY = Instant.parse("2026-05-05T00:00:00Z");

  private FeedFixture fixture;
  private LedgerStore ledger;

  private void open(Dialect dialect) {
    fixture = new FeedFixture(dialect, Clock.systemUTC());
    long feed =
        fixture.claim(fixture.instance("calendars/primary/events"), Duration.ofHours(1)).id();
    ledger = new LedgerStore(fixture.database, feed);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void write(LedgerEntry... entries) {
    fixture.database.writing(handle -> ledger.write(handle, List.of(entries)));
  }

  private static LedgerEntry replacing(String id, String version) {
    return new LedgerEntry(id, version, FOREVER, true);
  }

  @ParameterizedTest
  @EnumSource
  void severalVersionsOfAnObjectAreKept(Dialect dialect) {
    open(dialect);
    write(LedgerEntry.of("a", "1", DAY), LedgerEntry.of("b", "1", DAY));
    write(LedgerEntry.of("a", "2", DAY));
    assertThat(ledger.versions(List.of("a", "b", "c")))
        .isEqualTo(Map.of("a", Set.of("1", "2"), "b", Set.of("1")));
  }

  @ParameterizedTest
  @EnumSource
  void replacingEntryRemovesStoredVersionsAndThoseBeforeIt(Dialect dialect) {
    open(dialect);
    write(LedgerEntry.of("a", "1", DAY), LedgerEntry.of("b", "1", DAY));
    write(
        LedgerEntry.of("a", "2", DAY),
        replacing("a", "3"),
        LedgerEntry.of("a", "4", DAY),
        replacing("b", null));
    assertThat(ledger.versions(List.of("a", "b"))).isEqualTo(Map.of("a", Set.of("3", "4")));
  }

  @ParameterizedTest
  @EnumSource
  void versionThatComesAgainHasItsLastDate(Dialect dialect) {
    open(dialect);
    write(LedgerEntry.of("a", "1", DAY), LedgerEntry.of("b", "1", DAY));
    Instant later = DAY.plusSeconds(60);
    write(
        LedgerEntry.of("a", "1", later.plusSeconds(60)),
        LedgerEntry.of("a", "1", later),
        LedgerEntry.of("b", "1", DAY));

    fixture.database.writing(handle -> ledger.prune(handle, later));

    assertThat(ledger.versions(List.of("a", "b"))).isEqualTo(Map.of("a", Set.of("1")));
    fixture.database.writing(handle -> ledger.prune(handle, later.plusMillis(1)));
    assertThat(ledger.count()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void oddCharactersSurvive(Dialect dialect) {
    open(dialect);
    String odd = "a\"\\/\u0000\u0001\t\n\u007f\u00e9\ud800\ud83d\ude00 'x' ?:y [1,\"2\"] {}";
    write(LedgerEntry.of(odd, odd, DAY), LedgerEntry.of(odd + odd, "", DAY));
    assertThat(ledger.versions(List.of(odd, odd + odd)))
        .isEqualTo(Map.of(odd, Set.of(odd), odd + odd, Set.of("")));
  }

  @ParameterizedTest
  @EnumSource
  void pageOfAnySizeIsReadAndReplaced(Dialect dialect) {
    open(dialect);
    List<String> ids = IntStream.range(0, 20_000).mapToObj(id -> "id" + id).toList();
    write(ids.stream().map(id -> LedgerEntry.of(id, "1", DAY)).toArray(LedgerEntry[]::new));
    assertThat(ledger.versions(ids)).hasSize(20_000);

    write(ids.stream().map(id -> replacing(id, "2")).toArray(LedgerEntry[]::new));

    assertThat(ledger.versions(ids)).containsValue(Set.of("2")).doesNotContainValue(Set.of("1"));
    assertThat(ledger.versions(List.of())).isEmpty();
  }
}
