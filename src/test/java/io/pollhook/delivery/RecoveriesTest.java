package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How soon after a callback's recovery the default schedule tries it, for any instance. */
class RecoveriesTest {
  private static final long INSTANCES = 2_000;
  private static final long DAY_MILLIS = 24 * 60 * 60 * 1_000;

  private final RetrySchedule schedule = Schedules.byDefault();

  @ParameterizedTest
  @CsvSource({"PT10S, PT10S", "PT1H, PT90S", "PT20H, PT7M", "PT73H, PT12M"})
  void everyInstanceIsTriedSoonAfterTheRecovery(Duration outage, Duration within) {
    for (long id = 1; id <= INSTANCES; id++) {
      assertThat(untilTried(id, outage)).as("instance %d", id).isLessThanOrEqualTo(within);
    }
  }

  @Property
  void outageOfUpToADayEndsWithinSixMinutesOfTheRecovery(
      @ForAll long id, @ForAll @LongRange(max = DAY_MILLIS) long outageMillis) {
    assertThat(untilTried(id, Duration.ofMillis(outageMillis)))
        .isLessThanOrEqualTo(Duration.ofMinutes(6));
  }

  /** Returns the time from the end of an outage, which began at an attempt, to the next attempt. */
  private Duration untilTried(long id, Duration outage) {
    Duration attempt = Duration.ZERO;
    for (int failures = 1; attempt.compareTo(outage) < 0; failures++) {
      attempt = attempt.plus(schedule.after(failures, id, Optional.empty()));
    }
    return attempt.minus(outage);
  }
}
