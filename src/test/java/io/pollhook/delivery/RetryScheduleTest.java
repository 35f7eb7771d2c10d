package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Property
  void waitsVaryByAtMostAFifth(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 100_000) Integer> seconds,
      @ForAll long seed) {
    for (int failures = 1; failures <= seconds.size(); failures++) {
      long planned = seconds.get(failures - 1);

      assertThat(schedule(seconds, seed).after(failures, Optional.empty()))
          .isBetween(Duration.ofMillis(planned * 800), Duration.ofMillis(planned * 1200));
    }
  }

  @Property
  void scheduleIsUsedUpAfterItsLastWait(@ForAll @IntRange(min = 1, max = 20) int waits) {
    RetrySchedule schedule = schedule(Collections.nCopies(waits, 1), 1);

    assertThat(schedule.isUsedUpAfter(waits)).isFalse();
    assertThat(schedule.isUsedUpAfter(waits + 1)).isTrue();
  }

  @Property
  void retryAfterLengthensAWaitUpToAnHourAndNeverShortensIt(
      @ForAll @IntRange(max = 100_000) int asked, @ForAll long seed) {
    List<Integer> seconds = List.of(512, 32_768);
    Optional<Duration> retryAfter = Optional.of(Duration.ofSeconds(asked));

    for (int failures = 1; failures <= 2; failures++) {
      Duration without = schedule(seconds, seed).after(failures, Optional.empty());
      Duration with = schedule(seconds, seed).after(failures, retryAfter);

      long expected = Math.max(without.toMillis(), Math.min(asked * 1000L, HOUR.toMillis()));
      assertThat(with).isEqualTo(Duration.ofMillis(expected));
    }
  }

  @Test
  void heldCallbackIsProbedEveryTenMinutes() {
    Duration probe = schedule(List.of(0), 1).probe(Optional.empty());

    assertThat(probe).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
  }

  private static RetrySchedule schedule(List<Integer> seconds, long seed) {
    return new RetrySchedule(seconds.stream().map(Duration::ofSeconds).toList(), new Random(seed));
  }
}
