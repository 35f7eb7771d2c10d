package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pollhook.event.EventType;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A listing needs a bounded amount of memory, however long it is. */
class SnapshotBoundsTest {
  private static final Instant NOW = Instant.parse("2026-05-05T12:00:00Z");
  private static final int PAGE = 1_000;

  /**
   * Knows objects with the ids 0, 2, 4 and so on, and counts the ids that are requested at once.
   */
  private static final class EvenIds implements Ledger.Store {
    private final int known;
    private int maxAtOnce;

    EvenIds(int known) {
      this.known = known;
    }

    @Override
    public Map<String, Set<String>> versions(Collection<String> objectIds) {
      maxAtOnce = Math.max(maxAtOnce, objectIds.size());
      Map<String, Set<String>> found = new HashMap<>();
      for (String id : objectIds) {
        int number = Integer.parseInt(id);
        if (number % 2 == 0 && number < 2 * known) {
          found.put(id, Set.of(object(number).toString()));
        }
      }
      return found;
    }

    @Override
    public int count() {
      return known;
    }

    @Override
    public List<String> idsAfter(String last, int limit) {
      maxAtOnce = Math.max(maxAtOnce, limit);
      int from = last == null ? 0 : Integer.parseInt(last) / 2 + 1;
      return IntStream.range(from, Math.min(known, from + limit))
          .mapToObj(i -> String.valueOf(2 * i))
          .toList();
    }
  }

  private static JsonNode object(int number) {
    return JsonNodeFactory.instance.objectNode().put("id", String.valueOf(number));
  }

  private static Page page(int from, String next) {
    List<JsonNode> items =
        IntStream.range(from, from + PAGE).mapToObj(SnapshotBoundsTest::object).toList();
    return new Page(items, next, null, NOW);
  }

  private static SnapshotReader reader(Cursor cursor, Ledger ledger) {
    return new SnapshotReader(cursor, ledger, new TestFields(ChronoUnit.MILLIS), true);
  }

  /** Half of 300,000 objects are known, and 100 known ones are missing. */
  @Test
  void hugeListingKeepsNoPage() {
    EvenIds store = new EvenIds(150_100);
    Ledger ledger = new Ledger(store);
    SnapshotReader reader =
        reader(new SnapshotCursor.Compared(SnapshotCursor.Missing.NONE, 0), ledger);
    List<WeakReference<JsonNode>> read = new ArrayList<>();
    int created = 0;
    for (int from = 0; from < 300_000; from += PAGE) {
      boolean last = from + PAGE == 300_000;
      Page page = page(from, last ? null : String.valueOf(from));
      page.items().forEach(item -> read.add(new WeakReference<>(item)));
      List<Change> changes = reader.read(page);
      assertThat(changes).allMatch(change -> change.type() == EventType.CREATED);
      created += changes.size();
      ledger.forgetCommitted();
    }
    assertThat(created).isEqualTo(150_000);
    assertThat(store.maxAtOnce).isEqualTo(PAGE);
    assertThat(((SnapshotCursor) reader.cursor()).missing().count()).isEqualTo(100);
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(read).allMatch(item -> item.get() == null);
            });
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void theFirstLookNotesPageByPage() {
    Ledger ledger = new Ledger(new EvenIds(0));
    SnapshotReader reader = reader(Cursor.fresh(), ledger);
    for (int from = 0; from < 5 * PAGE; from += PAGE) {
      assertThat(reader.read(page(from, "more"))).isEmpty();
      assertThat(ledger.takeNoted()).hasSize(PAGE);
      ledger.forgetCommitted();
      assertThat(reader.cursor()).isEqualTo(Cursor.fresh());
    }
  }

  @Test
  void endlessListingFails() {
    Ledger ledger = new Ledger(new EvenIds(0));
    SnapshotReader reader = reader(Cursor.fresh(), ledger);
    assertThatThrownBy(
            () -> {
              for (int from = 0; from <= 10 * Fingerprints.MAX_SIZE; from += PAGE) {
                reader.read(page(from, "more"));
                ledger.takeNoted();
                ledger.forgetCommitted();
              }
            })
        .isInstanceOf(MalformedPageException.class)
        .hasMessage("the listing has more than 1,000,000 objects");
  }

  @Test
  void fingerprintsDistinguishTexts() {
    Fingerprints some = new Fingerprints();
    IntStream.range(0, 1_000).forEach(i -> some.add("a" + i));
    some.add("\ud800");
    assertThat(some.contains("a999")).isTrue();
    assertThat(some.contains("b999")).isFalse();
    assertThat(some.contains("\ud800")).isTrue();
    assertThat(some.contains("\ud801")).isFalse();
    some.add("b999");
    assertThat(some.contains("b999")).isTrue();
    some.clear();
    assertThat(some.contains("a999")).isFalse();
  }
}
