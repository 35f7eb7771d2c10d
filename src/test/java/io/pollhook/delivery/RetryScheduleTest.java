package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
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
      @ForAll long who) {
    for (int failures = 1; failures <= seconds.size(); failures++) {
      long planned = seconds.get(failures - 1);

      assertThat(schedule(seconds).after(failures, who, Optional.empty()))
          .isBetween(Duration.ofMillis(planned * 800), Duration.ofMillis(planned * 1200));
    }
  }

  /** Without this, the waits of a minute would last from 48 to 72 minutes, and so on. */
  @Property
  void attemptsStayCloseToThePlan(
      @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 1, max = 100_000) Integer> seconds,
      @ForAll long who) {
    List<Integer> growing = seconds.stream().sorted().toList();
    RetrySchedule schedule = schedule(growing);
    long planned = 0;
    long waited = 0;
    for (int failures = 1; failures <= growing.size(); failures++) {
      long wait = growing.get(failures - 1) * 1000L;
      planned += wait;
      waited += schedule.after(failures, who, Optional.empty()).toMillis();

      assertThat(waited).isBetween(planned - wait / 10 - failures, planned + wait / 10 + failures);
    }
  }

  @Test
  void callbacksThatFailTogetherAreRetriedApart() {
    RetrySchedule schedule = schedule(List.of(60));

    assertThat(LongStream.range(0, 100).mapToObj(who -> schedule.after(1, who, Optional.empty())))
        .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(56)) < 0)
        .anyMatch(wait -> wait.compareTo(Duration.ofSeconds(64)) > 0)
        .satisfies(waits -> assertThat(Set.copyOf(waits)).hasSizeGreaterThan(90));
  }

  @Property
  void scheduleIsUsedUpAfterItsLastWait(@ForAll @IntRange(min = 1, max = 20) int waits) {
    RetrySchedule schedule = schedule(Collections.nCopies(waits, 1));

    assertThat(schedule.isUsedUpAfter(waits)).isFalse();
    assertThat(schedule.isUsedUpAfter(waits + 1)).isTrue();
  }

  @Property
  void retryAfterLengthensAWaitUpToAnHourAndNeverShortensIt(
      @ForAll @IntRange(max = 100_000) int asked, @ForAll long who) {
    List<Integer> seconds = List.of(512, 32_768);
    Optional<Duration> retryAfter = Optional.of(Duration.ofSeconds(asked));

    for (int failures = 1; failures <= 2; failures++) {
      Duration without = schedule(seconds).after(failures, who, Optional.empty());
      Duration with = schedule(seconds).after(failures, who, retryAfter);

      long expected = Math.max(without.toMillis(), Math.min(asked * 1000L, HOUR.toMillis()));
      assertThat(with).isEqualTo(Duration.ofMillis(expected));
    }
  }

  private static RetrySchedule schedule(List<Integer> seconds) {
    return new RetrySchedule(seconds.stream().map(Duration::ofSeconds).toList());
  }
}
