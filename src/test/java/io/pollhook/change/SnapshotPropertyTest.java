package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.MemoryFeed.Reported;
import io.pollhook.event.EventType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Compared listings report created, changed and deleted objects, but no deletions because of an
 * incomplete listing.
 */
class SnapshotPropertyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** Objects, some of which a listing may leave out by mistake. */
  private static final class Run {
    private final Random random;
    private final int pageSize;
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<JsonNode> everWritten = new HashSet<>();
    private final MemoryFeed feed;
    private int writes;

    Run(Random random, boolean findsDeletes) {
      this.random = random;
      pageSize = 1 + random.nextInt(5);
      TestFields fields = new TestFields(ChronoUnit.MILLIS);
      feed =
          new MemoryFeed(
              (cursor, ledger, lastSeen) ->
                  new SnapshotReader(cursor, ledger, fields, findsDeletes));
      feed.commitsPages(random.nextBoolean());
    }

    void firstLook() {
      edits(20);
      poll(() -> {});
      assertThat(feed.reported()).isEmpty();
    }

    void edits(int most) {
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        String id = "o" + random.nextInt(25);
        if (random.nextInt(4) == 0) {
          objects.remove(id);
        } else {
          write(id);
        }
      }
    }

    void write(String id) {
      ObjectNode raw = JsonNodeFactory.instance.objectNode().put("content", ++writes);
      if (!id.equals("o0")) {
        raw.put("id", id); // one object has no id that can be read
      }
      objects.put(id, raw);
      everWritten.add(raw);
    }

    void poll(Runnable step) {
      feed.poll(this::page, START, step);
    }

    private Page page(PageRequest request) {
      List<JsonNode> listed = new ArrayList<>();
      objects.forEach(
          (id, raw) -> {
            if (!hidden.contains(id)) {
              listed.add(raw);
            }
          });
      int from = request.page() == null ? 0 : Integer.parseInt(request.page());
      int to = Math.min(listed.size(), from + pageSize);
      List<JsonNode> items = from >= to ? List.of() : listed.subList(from, to);
      return new Page(items, to < listed.size() ? String.valueOf(to) : null, null, START);
    }

    void settle() {
      hidden.clear();
      for (int i = 0; i < 3; i++) {
        feed.confirm();
        poll(() -> {});
      }
    }

    /** The reports, replayed in order, result in the existing objects. */
    void assertReportsMatchObjects(boolean deletesToo) {
      Map<String, JsonNode> replayed = new HashMap<>();
      for (Reported one : feed.reported()) {
        switch (one.change().type()) {
          case CREATED -> assertThat(replayed.put(one.id(), one.change().raw())).isNull();
          case UPDATED -> replayed.put(one.id(), one.change().raw());
          case DELETED -> replayed.remove(one.id());
          case UNKNOWN -> assertThat(one.id()).isEmpty();
        }
      }
      replayed.forEach(
          (id, raw) -> {
            if (deletesToo || objects.containsKey(id)) {
              assertThat(objects.get(id)).as(id).isEqualTo(raw);
            }
          });
    }

    void assertLedgerHasAllObjects() {
      assertThat(feed.ledger().all()).hasSameSizeAs(objects);
    }

    List<Reported> deletes() {
      return feed.reported().stream()
          .filter(one -> one.change().type() == EventType.DELETED)
          .toList();
    }
  }

  @Property(seed = "8", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void createdChangedAndDeletedObjectsAreReported(@ForAll long seed) {
    Random random = new Random(seed);
    boolean findsDeletes = random.nextInt(4) != 0;
    Run run = new Run(random, findsDeletes);
    run.firstLook();
    Interruptions interruptions = new Interruptions(random, random.nextInt(3) * 0.02);
    for (int i = 0; i < 10; i++) {
      run.edits(6);
      run.poll(interruptions::step);
    }
    run.settle();
    run.assertReportsMatchObjects(findsDeletes);
    assertThat(run.everWritten)
        .containsAll(
            run.feed.reported().stream()
                .filter(one -> one.change().type() != EventType.DELETED)
                .map(one -> one.change().raw())
                .toList());
    if (findsDeletes) {
      run.assertLedgerHasAllObjects();
    } else {
      assertThat(run.deletes()).isEmpty();
    }
  }

  /** Objects are missing from every other listing, or it breaks off: no deletion is reported. */
  @Property(seed = "9", tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void singleListingNeverDeletes(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random, true);
    run.firstLook();
    Interruptions interruptions = new Interruptions(random, 0.02);
    for (int i = 0; i < 10; i++) {
      run.write("o" + (1 + random.nextInt(24)));
      run.hidden.clear();
      for (int hidden = random.nextInt(25); i % 2 == 0 && hidden > 0; hidden--) {
        run.hidden.add("o" + hidden);
      }
      run.poll(i % 2 == 0 ? interruptions::step : () -> {});
    }
    assertThat(run.deletes()).isEmpty();
  }

  /**
   * Most objects are missing permanently: the feed is held until a person confirms, or until they
   * are back.
   */
  @Property(seed = "10", tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void mostObjectsMissingHoldTheFeed(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random, true);
    int total = 1 + random.nextInt(24);
    for (int i = 1; i <= total; i++) {
      run.write("o" + i);
    }
    run.poll(() -> {});
    int missing = random.nextInt(total + 1);
    for (int i = 1; i <= missing; i++) {
      run.hidden.add("o" + i);
    }
    boolean most = missing >= MissingObjects.FEW && missing * 2 > total;
    for (int i = 0; i < 4; i++) {
      run.poll(() -> {});
    }
    assertThat(run.feed.held().isPresent()).isEqualTo(most);
    assertThat(run.deletes()).hasSize(most ? 0 : missing);
    if (most && random.nextBoolean()) {
      run.feed.confirm();
      run.poll(() -> {});
      assertThat(run.deletes()).hasSize(missing);
      assertThat(run.feed.held()).isEmpty();
    } else if (most) {
      run.hidden.clear();
      run.poll(() -> {});
      assertThat(run.feed.held()).isEmpty();
      assertThat(run.feed.reported()).isEmpty();
    }
  }
}
