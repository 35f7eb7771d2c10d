package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The waits between the attempts to reach a callback once its schedule is used up. */
class ProbesTest {
  private static final int ID = 17;

  /** The waits of the default schedule take twelve hours, the probes of the first day the rest. */
  @ParameterizedTest
  @CsvSource({"'1s,2s,5s,10s,30s,1m*60,5m*132', 144", "'1s,1s', 288", "8s, 288", "23h, 12"})
  void probesAreFiveMinutesApartUntilADayHasPassedAndTenFromThenOn(String waits, int frequent) {
    RetrySchedule schedule = Schedules.of(waits);
    int failures = 1;
    while (!schedule.isUsedUpAfter(failures)) {
      failures++;
    }
    for (int probe = 0; probe < 1_000; probe++) {
      Duration wait = schedule.probe(failures + probe, ID, Optional.empty());

      assertThat(wait)
          .isBetween(minutes(probe < frequent ? 4 : 8), minutes(probe < frequent ? 6 : 12));
    }
  }

  @ParameterizedTest
  @CsvSource({"12h*2, 3", "1435m, 3", "48h, 2"})
  void firstDayIsOverOnceThePlannedWaitsReachADay(String waits, int failures) {
    assertThat(Schedules.of(waits).probe(failures, ID, Optional.empty()))
        .isBetween(minutes(8), minutes(12));
  }

  @ParameterizedTest
  @CsvSource({"12h*2, 2", "1435m, 2"})
  void firstDayLastsUntilThePlannedWaitsReachADay(String waits, int failures) {
    assertThat(Schedules.of(waits).probe(failures, ID, Optional.empty()))
        .isBetween(minutes(4), minutes(6));
  }

  @Test
  void callbackThatDoesNotAskToBeTriedSoonIsProbedEveryTenMinutesFromTheStart() {
    assertThat(Schedules.byDefault().rareProbe(1, ID, Optional.empty()))
        .isBetween(minutes(8), minutes(12));
  }

  @Property
  void attemptAfterTheLastWaitIsAProbe(
      @ForAll @IntRange(min = 3, max = 1_000) int failures, @ForAll long who) {
    RetrySchedule schedule = Schedules.of("1s,1s");

    assertThat(schedule.after(failures, who, Optional.empty()))
        .isEqualTo(schedule.probe(failures, who, Optional.empty()));
  }

  @Test
  void callbacksHeldTogetherAreProbedApart() {
    RetrySchedule schedule = Schedules.of("1s");

    assertThat(LongStream.range(0, 100).mapToObj(who -> schedule.probe(2, who, Optional.empty())))
        .satisfies(waits -> assertThat(Set.copyOf(waits)).hasSizeGreaterThan(90));
  }

  @Test
  void retryAfterLengthensAProbeUpToAnHour() {
    Optional<Duration> asked = Optional.of(Duration.ofHours(2));

    assertThat(Schedules.of("1s").probe(2, ID, asked)).isEqualTo(Duration.ofHours(1));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }
}
