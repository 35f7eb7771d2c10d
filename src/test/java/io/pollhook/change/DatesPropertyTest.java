package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.DatedListing.Habits;
import io.pollhook.change.DatedListing.Order;
import io.pollhook.change.MemoryFeed.Reported;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Polls by dates lose, repeat and invent nothing, whatever the provider does. */
class DatesPropertyTest {
  private static final Instant START = Instant.parse("2026-03-29T00:30:00.123Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Duration POLL_DELAY = Duration.ofSeconds(30);

  /** An account, a feed that polls it, and the events of a test. */
  private static final class Run {
    private final DatesTrouble trouble;
    private final DatedAccount account;
    private final DatedListing provider;
    private final MemoryFeed feed;
    private final Duration clockDifference;

    Run(DatesTrouble trouble, Random random) {
      this.trouble = trouble;
      account = new DatedAccount(trouble, random, START);
      provider = account.provider();
      clockDifference = Duration.ofSeconds(random.nextInt(601) - 300);
      Habits habits = account.habits();
      TestFields fields =
          new TestFields(habits.swallowsFractions() ? ChronoUnit.SECONDS : habits.unit());
      boolean newestFirst = habits.order() == Order.NEWEST_FIRST;
      DatePolicy policy = new DatePolicy(OVERLAP, POLL_DELAY, false, false, newestFirst);
      feed =
          new MemoryFeed(
              (cursor, ledger, lastSeen) ->
                  new DateReader(cursor, ledger, fields, policy, lastSeen));
      feed.commitsPages(random.nextBoolean());
    }

    void firstLook() {
      if (trouble == DatesTrouble.DRIFTING_PAGES && account.random().nextBoolean()) {
        account.edits(10, false);
        provider.whilePaging(() -> account.edits(1, false));
      } else {
        account.writeBefore(trouble.startsAmidRecentObjects());
      }
      feed.poll(provider, localTime());
      account.calm();
      provider.mayBeReported();
      assertThat(feed.reported()).isEmpty();
      provider.pass(Duration.ofMillis(account.random().nextInt(3)));
    }

    Instant localTime() {
      return provider.now().plus(clockDifference);
    }

    void rounds(Interruptions interruptions) {
      int brokenOff = 0;
      for (int round = 0; round < DatesTrouble.ROUNDS; round++) {
        trouble.edit(account);
        provider.pass(trouble.pause(account.random(), round));
        trouble.arrange(account, round, interruptions.count() == brokenOff);
        brokenOff = interruptions.count();
        Runnable step = trouble.mayBreakOff(round) ? interruptions::step : () -> {};
        feed.poll(provider, localTime(), step);
        if (trouble == DatesTrouble.LATE_WRITES) {
          assertNothingIsSkipped();
        }
      }
    }

    /** Polls undisturbed until late writes are visible and every unit is over. */
    void settle() {
      account.calm();
      for (int i = 0; i < 4; i++) {
        provider.pass(Duration.ofMinutes(4));
        feed.poll(provider, localTime());
      }
    }

    DatesOracle oracle() {
      return new DatesOracle(provider, feed.reported().stream().map(Reported::change).toList());
    }

    /** All visible objects from before the next poll's bound have been reported. */
    private void assertNothingIsSkipped() {
      Instant since = feed.next(localTime()).orElseThrow().since();
      Set<JsonNode> reported = new HashSet<>();
      feed.reported().forEach(one -> reported.add(one.change().raw()));
      TestFields fields = new TestFields(account.habits().unit());
      for (JsonNode raw : provider.toBeReported()) {
        boolean skipped = fields.updated(raw).filter(date -> date.isBefore(since)).isPresent();
        assertThat(!skipped || reported.contains(raw)).as("skipped by %s: %s", since, raw).isTrue();
      }
    }

    void assertLedgerIsBounded() {
      Instant since = feed.next(localTime()).orElseThrow().since();
      Duration unit = account.habits().unit().getDuration();
      Instant earliest = since.minus(unit).minus(Duration.ofDays(2));
      assertThat(feed.ledger().dates()).allMatch(date -> !date.isBefore(earliest));
    }
  }

  private static Run run(DatesTrouble trouble, long seed, double perStep) {
    Random random = new Random(seed);
    Run run = new Run(trouble, random);
    run.firstLook();
    run.rounds(new Interruptions(random, random.nextInt(3) * perStep));
    run.settle();
    run.oracle().assertEveryVersionOnce();
    run.oracle().assertUnreadableIsUnknown();
    return run;
  }

  @Property(seed = "1", tries = 2500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyVersionIsReportedOnce(@ForAll long seed) {
    Run run = run(DatesTrouble.LATE_WRITES, seed, 0.04);
    run.oracle().assertCreatedComesFirst();
    run.assertLedgerIsBounded();
  }

  @Property(seed = "2", tries = 1500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void driftingPagesLoseNothing(@ForAll long seed) {
    Run run = run(DatesTrouble.DRIFTING_PAGES, seed, 0.02);
    run.oracle().assertCreatedComesFirst();
  }

  @Property(seed = "3", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void jumpingClocksLoseNothing(@ForAll long seed) {
    run(DatesTrouble.JUMPING_CLOCKS, seed, 0.01);
  }
}
