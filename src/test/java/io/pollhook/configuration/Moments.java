package io.pollhook.configuration;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Seconds since 1970, half of them within hours of a daylight-saving change. */
final class Moments {
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2037;
  private static final long HOURS_AROUND = 3 * 60 * 60;

  private Moments() {}

  static Arbitrary<Long> seconds() {
    Arbitrary<Long> any = Arbitraries.longs().between(january(FIRST_YEAR), january(LAST_YEAR));
    Arbitrary<Long> nearTransition =
        Combinators.combine(
                Arbitraries.of(transitions()),
                Arbitraries.longs().between(-HOURS_AROUND, HOURS_AROUND))
            .as(Long::sum);
    return Arbitraries.oneOf(any, nearTransition);
  }

  private static List<Long> transitions() {
    return Stream.of(
            "America/Los_Angeles", "America/Denver", "Europe/London", "Australia/Lord_Howe")
        .map(ZoneId::of)
        .flatMap(
            zone ->
                IntStream.range(FIRST_YEAR, LAST_YEAR)
                    .mapToObj(year -> Instant.ofEpochSecond(january(year)))
                    .flatMap(start -> twoAfter(zone, start)))
        .map(transition -> transition.getInstant().getEpochSecond())
        .toList();
  }

  private static Stream<ZoneOffsetTransition> twoAfter(ZoneId zone, Instant start) {
    ZoneOffsetTransition first = zone.getRules().nextTransition(start);
    return Stream.of(first, zone.getRules().nextTransition(first.getInstant()));
  }

  private static long january(int year) {
    return Year.of(year).atDay(1).toEpochDay() * 24 * 60 * 60;
  }
}
