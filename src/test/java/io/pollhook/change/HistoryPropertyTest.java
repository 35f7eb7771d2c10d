package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.MemoryFeed.Reported;
import io.pollhook.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Polls of a history lose no message and report each change once, wherever a poll breaks off. */
class HistoryPropertyTest {
  private static final Instant START = Instant.parse("2026-10-25T00:30:00Z");
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  /** A mailbox, a feed that polls it, and the events of a test. */
  private static final class Run {
    private final Random random;
    private final HistoryLog mailbox;
    private final MemoryFeed feed =
        new MemoryFeed((cursor, ledger, lastSeen) -> new HistoryReader(cursor, ledger, OVERLAP));

    private int received;

    Run(Random random) {
      this.random = random;
      mailbox = new HistoryLog(random, 1 + random.nextInt(4), START);
      feed.commitsPages(random.nextBoolean());
      edits(8);
      mailbox.pass(Duration.ofMinutes(random.nextInt(20)));
      mailbox.beginFeed();
      feed.poll(mailbox, mailbox.now());
      assertThat(feed.reported()).isEmpty();
    }

    void edits(int most) {
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        List<String> alive = mailbox.alive();
        int what = random.nextInt(5);
        if (what < 2 || alive.isEmpty()) {
          mailbox.receive("m" + ++received);
        } else {
          String id = alive.get(random.nextInt(alive.size()));
          if (what < 4) {
            mailbox.label(id);
          } else {
            mailbox.delete(id);
          }
        }
      }
      mailbox.closeRecord();
    }

    void settle() {
      mailbox.whilePaging(() -> {});
      mailbox.refusesPages(false);
      feed.poll(mailbox, mailbox.now());
      feed.poll(mailbox, mailbox.now());
    }

    void assertEachOnceAndInOrder() {
      for (int i = 1; i <= received; i++) {
        List<EventType> types = types("m" + i);
        assertThat(types).filteredOn(EventType.CREATED::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(types).filteredOn(EventType.DELETED::equals).hasSizeLessThanOrEqualTo(1);
        assertThat(types.indexOf(EventType.CREATED)).isLessThanOrEqualTo(0);
        assertThat(types.indexOf(EventType.DELETED)).isIn(-1, types.size() - 1);
      }
      assertThat(feed.reported()).allMatch(one -> Integer.parseInt(one.id().substring(1)) > 0);
      Set<String> perPoll = new HashSet<>();
      assertThat(feed.reported()).allMatch(one -> perPoll.add(one.poll() + one.id()));
    }

    private List<EventType> types(String id) {
      return feed.reported(id).stream().map(one -> one.change().type()).toList();
    }

    /** Every existing message has been reported in its last state. */
    void assertNothingLost(boolean labelsToo) {
      for (String id : mailbox.alive()) {
        List<Reported> reported = feed.reported(id);
        boolean old = mailbox.isFromBefore(id);
        if (!old) {
          assertThat(types(id)).as(id).startsWith(EventType.CREATED);
        }
        if (labelsToo && !reported.isEmpty()) {
          Reported last = reported.get(reported.size() - 1);
          int state = last.change().raw().path("state").asInt();
          assertThat(state).as(id).isEqualTo(mailbox.state(id));
        }
        assertThat(types(id)).doesNotContain(EventType.DELETED);
      }
    }

    /**
     * Deletions are reported only of messages that existed before the feed or were reported as
     * created.
     */
    void assertDeletesReported() {
      for (int i = 1; i <= received; i++) {
        String id = "m" + i;
        List<EventType> types = types(id);
        if (mailbox.isDeleted(id) && types.contains(EventType.CREATED)) {
          assertThat(types).as(id).endsWith(EventType.DELETED);
        } else if (mailbox.isDeleted(id) && !mailbox.isFromBefore(id)) {
          assertThat(types).as(id + " was added and deleted").isEmpty();
        }
      }
    }
  }

  /** Failures and crashes at every step, page tokens refused, records that appear while paging. */
  @Property(seed = "4", tries = 1500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void eachChangeIsReportedOnce(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random);
    Interruptions interruptions = new Interruptions(random, random.nextInt(3) * 0.05);
    for (int i = 0; i < 12; i++) {
      run.edits(10);
      run.mailbox.pass(Duration.ofSeconds(random.nextInt(1200)));
      run.mailbox.refusesPages(random.nextBoolean());
      run.mailbox.whilePaging(random.nextBoolean() ? () -> run.edits(2) : () -> {});
      run.feed.poll(run.mailbox, run.mailbox.now(), interruptions::step);
    }
    run.settle();
    run.assertEachOnceAndInOrder();
    run.assertNothingLost(true);
    run.assertDeletesReported();
    assertThat(run.feed.gaps()).isEmpty();
    assertThat(run.feed.ledger().dates())
        .allMatch(date -> !date.isBefore(run.mailbox.now().minus(OVERLAP).minus(OVERLAP)));
  }

  /** The history is forgotten now and then; received messages are still reported. */
  @Property(seed = "5", tries = 1000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void forgottenHistoryLosesNoMessage(@ForAll long seed) {
    Random random = new Random(seed);
    Run run = new Run(random);
    Interruptions interruptions = new Interruptions(random, random.nextInt(2) * 0.05);
    for (int i = 0; i < 12; i++) {
      run.edits(10);
      run.mailbox.pass(Duration.ofSeconds(random.nextInt(3600)));
      if (random.nextInt(4) == 0) {
        run.mailbox.forget();
      }
      run.feed.poll(run.mailbox, run.mailbox.now(), interruptions::step);
    }
    run.settle();
    run.assertEachOnceAndInOrder();
    run.assertNothingLost(false);
    assertThat(run.feed.gaps().isEmpty()).isEqualTo(run.feed.renewals() == 0);
  }
}
