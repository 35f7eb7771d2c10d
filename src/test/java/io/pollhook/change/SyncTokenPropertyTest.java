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

/** Polls by sync token lose nothing, whenever tokens are refused and wherever polls break off. */
class SyncTokenPropertyTest {
  private static final Instant START = Instant.parse("2026-10-25T00:30:00Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f", "g");

  private static final class Run {
    private final Random random;
    private final SyncedCalendar calendar;
    private final MemoryFeed feed;

    Run(Random random) {
      this.random = random;
      calendar = new SyncedCalendar(random, 1 + random.nextInt(3), START);
      TestFields fields = new TestFields(ChronoUnit.MILLIS);
      feed =
          new MemoryFeed(
              (cursor, ledger, lastSeen) -> new SyncTokenReader(cursor, ledger, fields, OVERLAP));
      feed.commitsPages(random.nextBoolean());
      edits(8);
      calendar.pass(Duration.ofMinutes(random.nextInt(20)));
      calendar.beginFeed();
      feed.poll(calendar, calendar.now());
      assertThat(feed.reported()).isEmpty();
      calendar.pass(Duration.ofMillis(1));
    }

    void edits(int most) {
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        String id = IDS.get(random.nextInt(IDS.size()));
        if (random.nextInt(3) == 0) {
          calendar.cancel(id);
        } else {
          calendar.write(id);
        }
        calendar.pass(Duration.ofMillis(random.nextInt(20_000)));
      }
    }

    void polls(Interruptions interruptions, double refusals) {
      for (int i = 0; i < 12; i++) {
        edits(6);
        calendar.pass(Duration.ofSeconds(random.nextInt(2400)));
        calendar.refuses(refusals);
        calendar.whilePaging(random.nextBoolean() ? () -> edits(2) : () -> {});
        feed.poll(calendar, calendar.now(), interruptions::step);
      }
      calendar.refuses(0);
      calendar.whilePaging(() -> {});
      feed.poll(calendar, calendar.now());
      feed.poll(calendar, calendar.now());
    }

    /** The last report of every event is its current state. */
    void assertNothingLost() {
      for (JsonNode raw : calendar.present()) {
        List<Reported> reported = feed.reported(raw.path("id").asText());
        if (!calendar.isFromBefore(raw.path("id").asText())) {
          assertThat(reported).as("%s", raw).isNotEmpty();
        }
        if (!reported.isEmpty()) {
          assertThat(reported.get(reported.size() - 1).change().raw()).isEqualTo(raw);
        }
      }
      assertThat(feed.reported())
          .allMatch(one -> calendar.everWritten().contains(one.change().raw()));
    }

    /** No version is reported twice; stubs of deletions all look the same. */
    void assertNothingTwice() {
      Set<JsonNode> reported = new HashSet<>();
      for (Reported one : feed.reported()) {
        JsonNode raw = one.change().raw();
        assertThat(reported.add(raw) || !raw.has("content")).as("%s", raw).isTrue();
      }
    }

    void assertTypes() {
      for (Reported one : feed.reported()) {
        boolean deleted = one.change().raw().path("deleted").asBoolean();
        assertThat(one.change().type() == EventType.DELETED).isEqualTo(deleted);
      }
    }
  }

  @Property(seed = "6", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyChangeIsReportedOnce(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random);
    run.polls(new Interruptions(random, random.nextInt(3) * 0.05), 0);
    run.assertNothingLost();
    run.assertNothingTwice();
    run.assertTypes();
    assertThat(run.feed.ledger().dates())
        .allMatch(date -> !date.isBefore(run.calendar.now().minus(OVERLAP.multipliedBy(2))));
  }

  @Property(seed = "7", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void refusedTokensLoseNothing(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random);
    run.polls(new Interruptions(random, random.nextInt(2) * 0.03), random.nextDouble(0.15));
    run.assertNothingLost();
    run.assertNothingTwice();
    run.assertTypes();
    assertThat(run.feed.gaps()).isEmpty();
  }
}
