package io.pollhook.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a tick looks into the database. */
class DueTimesTest {
  private static final String SOURCE = "people-changed-groups";

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final Database database = TestDatabases.open(Dialect.SQLITE, clock);
  private final DueTimes dueTimes = new DueTimes(database);

  @AfterEach
  void close() {
    database.close();
  }

  /** As after a start with more due feeds than there are permits: the first polls end soon. */
  @Test
  void whatNobodyLookedAtMayBeDueAlthoughSomePollsComeLater() {
    dueTimes.wake(SOURCE, Duration.ofMinutes(15).toMillis());
    assertThat(dueTimes.mayBeDue(SOURCE)).isTrue();
  }

  @Test
  void nothingIsDueBeforeTheEarliest() {
    dueTimes.nothingDue(SOURCE, OptionalLong.of(700));
    assertThat(dueTimes.mayBeDue(SOURCE)).isFalse();
    clock.advance(Duration.ofMillis(700));
    assertThat(dueTimes.mayBeDue(SOURCE)).isTrue();
  }

  @Test
  void aFeedThatComesFirstWakes() {
    dueTimes.nothingDue(SOURCE, OptionalLong.of(700));
    dueTimes.wake(SOURCE, 300);
    clock.advance(Duration.ofMillis(300));
    assertThat(dueTimes.mayBeDue(SOURCE)).isTrue();
  }

  @Test
  void otherNodesPlanToo() {
    dueTimes.nothingDue(SOURCE, OptionalLong.empty());
    clock.advance(Duration.ofSeconds(1));
    assertThat(dueTimes.mayBeDue(SOURCE)).isTrue();
  }

  @Test
  void aClockThatGoesBackDelaysNoLook() {
    dueTimes.nothingDue(SOURCE, OptionalLong.of(700));
    clock.advance(Duration.ofHours(-1));
    assertThat(dueTimes.mayBeDue(SOURCE)).isTrue();
  }
}
