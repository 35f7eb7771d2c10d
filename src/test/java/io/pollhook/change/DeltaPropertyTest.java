package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MemoryFeed.Reported;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Polls by delta link lose nothing, whenever links are refused and wherever polls break off. */
class DeltaPropertyTest {
  private static final Instant START = Instant.parse("2026-10-25T00:30:00Z");
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g");

  private static final class Run {
    private final Random random;
    private final MirroredFolder folder;
    private final MemoryFeed feed;

    Run(Random random) {
      this.random = random;
      folder = new MirroredFolder(random, 1 + random.nextInt(3), START);
      TestFields fields = new TestFields(ChronoUnit.MILLIS);
      feed =
          new MemoryFeed(
              (cursor, ledger, lastSeen) -> new DeltaReader(cursor, ledger, fields, false));
      feed.commitsPages(random.nextBoolean());
      edits(8);
      folder.beginFeed();
      feed.poll(folder, folder.now());
      assertThat(feed.reported()).isEmpty();
    }

    void edits(int most) {
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        String id = IDS.get(random.nextInt(IDS.size()));
        if (random.nextInt(3) == 0) {
          folder.delete(id);
        } else {
          folder.write(id);
        }
        folder.pass(Duration.ofMillis(random.nextInt(20_000)));
      }
    }

    void polls(Interruptions interruptions, double refusals) {
      for (int i = 0; i < 12; i++) {
        edits(6);
        folder.refuses(refusals);
        folder.whilePaging(random.nextBoolean() ? () -> edits(2) : () -> {});
        feed.poll(folder, folder.now(), interruptions::step);
      }
      folder.refuses(0);
      folder.whilePaging(() -> {});
      for (int i = 0; i < 3; i++) { // objects are deleted once they are missing from two listings
        feed.poll(folder, folder.now());
      }
    }

    /** The last report of every object is its current state. */
    void assertNothingLost() {
      for (JsonNode raw : folder.present()) {
        List<Reported> reported = feed.reported(raw.path("id").asText());
        assertThat(reported.isEmpty()).isEqualTo(folder.isFromBefore(raw.path("id").asText()));
        if (!reported.isEmpty()) {
          assertThat(reported.get(reported.size() - 1).change().raw()).isEqualTo(raw);
        }
      }
      for (String id : folder.deleted()) {
        List<Reported> reported = feed.reported(id);
        if (!reported.isEmpty()) {
          assertThat(reported.get(reported.size() - 1).change().type())
              .isEqualTo(EventType.DELETED);
        }
      }
    }

    /** No version is reported twice; deletions all look the same. */
    void assertNothingTwice() {
      Set<JsonNode> reported = new HashSet<>();
      for (Reported one : feed.reported()) {
        JsonNode raw = one.change().raw();
        assertThat(reported.add(raw) || !raw.has("content")).as("%s", raw).isTrue();
      }
    }

    /**
     * Objects are created if they did not exist, otherwise updated, and only deleted while they
     * exist.
     */
    void assertTypes(Set<String> before) {
      Set<String> existing = new HashSet<>(before);
      for (Reported one : feed.reported()) {
        switch (one.change().type()) {
          case CREATED -> assertThat(existing.add(one.id())).as("%s", one).isTrue();
          case UPDATED -> assertThat(existing).contains(one.id());
          case DELETED -> assertThat(existing.remove(one.id())).as("%s", one).isTrue();
          default -> throw new AssertionError(one);
        }
      }
    }
  }

  private static void check(long seed, double interruptions, double refusals) {
    Random random = new Random(seed);
    Run run = new Run(random);
    Set<String> before = new HashSet<>();
    run.folder.present().forEach(raw -> before.add(raw.path("id").asText()));
    run.polls(new Interruptions(random, interruptions), refusals);
    run.assertNothingLost();
    run.assertNothingTwice();
    run.assertTypes(before);
    assertThat(run.feed.gaps()).isEmpty();
    assertThat(run.feed.held()).isEmpty();
  }

  @Property(seed = "6", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyChangeIsReportedOnce(@ForAll long seed) {
    check(seed, new Random(seed).nextInt(3) * 0.05, 0);
  }

  @Property(seed = "7", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusedLinksLoseNothing(@ForAll long seed) {
    check(seed, new Random(seed).nextInt(2) * 0.03, new Random(seed + 1).nextDouble(0.15));
  }
}
