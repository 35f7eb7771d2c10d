package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.event.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One poll's view of the reported versions. */
class LedgerTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");

  @Test
  void storedVersionsAreKnownAfterPreparing() {
    MemoryLedger stored = new MemoryLedger();
    stored.write(List.of(LedgerEntry.of("a", "v1", NOW)));
    Ledger ledger = new Ledger(stored);
    assertThat(ledger.knows("a", "v1")).isFalse();
    ledger.prepare(List.of("a", "b"));
    assertThat(ledger.knows("a", "v1")).isTrue();
    assertThat(ledger.knows("a", "v2")).isFalse();
    assertThat(ledger.knowsAnyOf("a", "v")).isTrue();
    assertThat(ledger.knowsAnyOf("a", "w")).isFalse();
    assertThat(ledger.knowsAnyOf("c", "")).isFalse();
    assertThat(ledger.knows("a")).isTrue();
    assertThat(ledger.knows("b")).isFalse();
    assertThat(ledger.count()).isEqualTo(1);
  }

  @Test
  void versionsFoundByThePollAreNotFetchedAgain() {
    List<Collection<String>> fetched = new ArrayList<>();
    Ledger ledger =
        new Ledger(
            new Ledger.Store() {
              @Override
              public Map<String, Set<String>> versions(Collection<String> objectIds) {
                fetched.add(List.copyOf(objectIds));
                return Map.of();
              }

              @Override
              public int count() {
                return 0;
              }

              @Override
              public List<String> idsAfter(String last, int limit) {
                return List.of();
              }
            });
    ledger.prepare(List.of("a"));
    ledger.reported(LedgerEntry.of("a", "v1", NOW));
    ledger.prepare(List.of("a"));
    ledger.prepare(List.of("a", "b"));
    assertThat(ledger.knows("a", "v1")).isTrue();
    assertThat(fetched).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void committedVersionsAreForgottenAndFetchedAgain() {
    MemoryLedger stored = new MemoryLedger();
    Ledger ledger = new Ledger(stored);
    ledger.prepare(List.of("a", "b"));
    LedgerEntry reported = ledger.reported(LedgerEntry.of("a", "v1", NOW));
    ledger.note(LedgerEntry.of("b", "v1", NOW));
    stored.write(List.of(reported));
    stored.write(ledger.takeNoted());
    ledger.forgetCommitted();
    assertThat(ledger.knows("a")).isFalse();
    ledger.prepare(List.of("a", "b"));
    assertThat(ledger.knows("a", "v1")).isTrue();
    assertThat(ledger.knows("b", "v1")).isTrue();
    assertThat(ledger.takeNoted()).isEmpty();
  }

  @Test
  void allIdsArePassedOnPageByPage() {
    MemoryLedger stored = new MemoryLedger();
    List<String> all = IntStream.range(0, 2_500).mapToObj("o%04d"::formatted).toList();
    stored.write(all.stream().map(id -> LedgerEntry.of(id, "v", NOW)).toList());
    List<String> ids = new ArrayList<>();
    new Ledger(stored).forEachId(ids::add);
    assertThat(ids).isEqualTo(all);
  }

  @Test
  void replacingEntryRemovesTheOthers() {
    Ledger ledger = new Ledger(new MemoryLedger());
    ledger.reported(LedgerEntry.of("a", "v1", NOW));
    ledger.reported(LedgerEntry.of("a", "v2", NOW));
    assertThat(ledger.knows("a", "v1")).isTrue();
    ledger.reported(LedgerEntry.latest("a", "v3", NOW));
    assertThat(ledger.knows("a", "v1")).isFalse();
    assertThat(ledger.knows("a", "v3")).isTrue();
  }

  @Test
  void onlyCreatedObjectsHaveDetails() {
    Change created = new Change(EventType.CREATED, "a", null, Pages.json("{}"), null);
    Change deleted = new Change(EventType.DELETED, "a", null, Pages.json("{}"), null);
    assertThat(created.isCreated()).isTrue();
    assertThat(deleted.isCreated()).isFalse();
  }
}
