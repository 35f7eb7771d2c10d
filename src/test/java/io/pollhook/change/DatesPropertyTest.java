package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.DatedListing.Habits;
import io.pollhook.change.DatedListing.Order;
import io.pollhook.change.MemoryFeed.Reported;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Polls by dates lose nothing, repeat nothing and invent nothing, whatever the provider does. */
class DatesPropertyTest {
  private static final Instant START = Instant.parse("2026-03-29T00:30:00.123Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Duration POLL_DELAY = Duration.ofSeconds(30);

  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS, ChronoUnit.DAYS);

  private static final List<String> IDS =
      List.of("a", "b", "c", "d", "e", "f", "undated-1", "undated-2", "nameless-1", "future-1");

  /** A provider, a feed that polls it, and what happens to both. */
  private static final class Run {
    private final Random random;
    private final Habits habits;
    private final DatedListing provider;
    private final MemoryFeed feed;
    private final Duration clockDifference;

    Run(Random random, Duration mostLate, List<ChronoUnit> units) {
      this.random = random;
      ChronoUnit unit = units.get(random.nextInt(units.size()));
      boolean swallows = unit == ChronoUnit.MILLIS && random.nextInt(4) == 0;
      habits =
          new Habits(
              unit,
              List.of(Order.values()).get(random.nextInt(3)),
              1 + random.nextInt(4),
              random.nextBoolean(),
              swallows,
              mostLate);
      provider = new DatedListing(habits, random, START);
      clockDifference = Duration.ofSeconds(random.nextInt(601) - 300);
      TestFields fields = new TestFields(swallows ? ChronoUnit.SECONDS : unit);
      DatePolicy policy = new DatePolicy(OVERLAP, POLL_DELAY, false, false, false);
      feed =
          new MemoryFeed(
              (cursor, ledger, lastSeen) ->
                  new DateReader(cursor, ledger, fields, policy, lastSeen));
    }

    void firstLook() {
      int old = random.nextInt(6);
      for (int i = 0; i < old; i++) {
        boolean recent = random.nextBoolean();
        long seconds = recent ? random.nextInt(3600) : 86_400 * (3 + random.nextInt(9));
        provider.writeBefore(IDS.get(random.nextInt(IDS.size())) + "-old-" + i, age(seconds));
      }
      provider.pass(Duration.ofSeconds(1));
      feed.poll(provider, localTime());
      assertThat(feed.reported()).isEmpty();
      provider.pass(Duration.ofMillis(random.nextInt(3)));
    }

    private static Duration age(long seconds) {
      return Duration.ofSeconds(seconds);
    }

    Instant localTime() {
      return provider.now().plus(clockDifference);
    }

    void edits(int most, boolean late) {
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        edit(late);
      }
    }

    void edit(boolean late) {
      String id = IDS.get(random.nextInt(IDS.size()));
      if (random.nextInt(5) == 0) {
        provider.delete(id);
      } else {
        provider.write(id, late && random.nextInt(3) == 0);
      }
      if (random.nextBoolean()) {
        provider.pass(Duration.ofMillis(random.nextInt(1500)));
      }
    }

    /** Polls that nothing disturbs, until what is late is visible and every unit is over. */
    void settle() {
      provider.whilePaging(() -> {});
      provider.refusesPages(false);
      for (int i = 0; i < 4; i++) {
        provider.pass(Duration.ofMinutes(4));
        feed.poll(provider, localTime());
      }
    }

    void check(boolean clockStood) {
      Set<JsonNode> told = new HashSet<>();
      for (Reported one : feed.reported()) {
        JsonNode raw = one.change().raw();
        assertThat(told.add(raw)).as("once: %s", raw).isTrue();
      }
      assertThat(provider.toBeReported()).as("nothing lost").allMatch(told::contains);
      assertThat(told).as("nothing invented").allMatch(provider.everWritten()::contains);
      assertThat(told).as("nothing from before").noneMatch(provider.before()::contains);
      assertUnreadableIsUnknown();
      if (clockStood) {
        assertCreatedComesFirst();
      }
    }

    private void assertUnreadableIsUnknown() {
      for (Reported one : feed.reported()) {
        boolean unreadable = one.id().isEmpty() || one.id().startsWith("undated");
        assertThat(one.change().type() == EventType.UNKNOWN).as("%s", one).isEqualTo(unreadable);
      }
    }

    /** An id may be used again: each life begins with its own created date. */
    private void assertCreatedComesFirst() {
      Map<String, EventType> last = new HashMap<>();
      for (Reported one : feed.reported()) {
        EventType type = one.change().type();
        EventType before = last.put(one.id() + one.change().raw().path("created"), type);
        if (type == EventType.CREATED) {
          assertThat(before).as("%s", one).isNotEqualTo(EventType.UPDATED);
        }
      }
    }

    /** What the next poll does not look back to has been told, as far as it can be seen. */
    void assertNothingIsPassed() {
      Instant since = feed.next(localTime()).orElseThrow().since();
      Set<JsonNode> told = new HashSet<>();
      feed.reported().forEach(one -> told.add(one.change().raw()));
      TestFields fields = new TestFields(habits.unit());
      for (JsonNode raw : provider.toBeReported()) {
        boolean passed = fields.updated(raw).filter(date -> date.isBefore(since)).isPresent();
        assertThat(!passed || told.contains(raw)).as("passed by %s: %s", since, raw).isTrue();
      }
    }

    void assertLedgerIsBounded() {
      Instant since = feed.next(localTime()).orElseThrow().since();
      Instant earliest = since.minus(habits.unit().getDuration()).minus(Duration.ofDays(2));
      assertThat(feed.ledger().dates()).allMatch(date -> !date.isBefore(earliest));
    }
  }

  /** Ties, late writes, deletes, ids used again, broken dates, failures and crashes. */
  @Property(seed = "1", tries = 2500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void tellsEveryVersionOnce(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random, OVERLAP, UNITS);
    run.firstLook();
    Interruptions interruptions = new Interruptions(random, random.nextInt(3) * 0.04);
    for (int i = 0; i < 12; i++) {
      run.edits(6, true);
      run.provider.pass(Duration.ofSeconds(random.nextInt(i % 4 == 3 ? 7200 : 300)));
      run.provider.refusesPages(random.nextBoolean());
      run.feed.poll(run.provider, run.localTime(), interruptions::step);
      run.assertNothingIsPassed();
    }
    run.settle();
    run.check(true);
    run.assertLedgerIsBounded();
  }

  /** Objects move between the pages of every other poll while these are read. */
  @Property(seed = "2", tries = 1500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void survivesDriftingPages(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random, Duration.ofMinutes(2), UNITS);
    run.firstLook();
    Interruptions interruptions = new Interruptions(random, random.nextInt(2) * 0.03);
    for (int i = 0; i < 10; i++) {
      run.edits(6, true);
      run.provider.pass(Duration.ofSeconds(random.nextInt(2400)));
      boolean drift = i % 2 == 0;
      run.provider.whilePaging(drift ? () -> run.edits(2, false) : () -> {});
      run.feed.poll(run.provider, run.localTime(), drift ? () -> {} : interruptions::step);
    }
    run.settle();
    run.check(true);
  }

  /** The provider's clock is set forth and back by up to an hour, between short polls. */
  @Property(seed = "3", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void survivesClocksThatJump(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random, Duration.ZERO, UNITS.subList(0, 2));
    run.provider.pass(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      run.provider.writeBefore("old-" + i, Duration.ofDays(3));
    }
    run.feed.poll(run.provider, run.localTime());
    Interruptions crashes = new Interruptions(random, random.nextInt(2) * 0.02);
    int crashed = 0;
    for (int i = 0; i < 12; i++) {
      run.edits(4, false);
      run.provider.pass(Duration.ofSeconds(random.nextInt(120)));
      boolean looked = crashes.count() == crashed;
      crashed = crashes.count();
      if (looked && random.nextInt(4) == 0) {
        run.provider.skew(Duration.ofMinutes(60L * (random.nextInt(3) - 1)));
        run.edits(3, false);
      }
      run.feed.poll(run.provider, run.localTime(), i % 3 == 0 ? crashes::step : () -> {});
    }
    run.settle();
    run.check(false);
  }
}
