package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;

/** Dates are read the same with and without the regular expression. */
class IsoDateTest {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  @Property
  void readsAsTheExpressionDoes(
      @ForAll("dates") String date,
      @ForAll("patterns") String pattern,
      @ForAll("zones") String zone) {
    DateParser reader = DateParser.of(DatePattern.parse(pattern), ZoneId.of(zone));

    assertThat(reader.read(date)).isEqualTo(reader.readByExpression(date));
  }

  @Property
  void readsAlmostValidDatesAsTheExpressionDoes(
      @ForAll("spoiled") String date, @ForAll("zones") String zone) {
    DateParser reader =
        DateParser.of(DatePattern.parse("yyyy-MM-dd'T'HH:mm:ss.SSSX"), ZoneId.of(zone));

    assertThat(reader.read(date)).isEqualTo(reader.readByExpression(date));
  }

  @Example
  void readsCommonDates() {
    assertThat(IsoDate.read("2026-01-31T12:00:00.123Z", false))
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.123Z"));
    assertThat(IsoDate.read("2026-01-31T12:00:00+05:30", false))
        .isEqualTo(Instant.parse("2026-01-31T06:30:00Z"));
    assertThat(IsoDate.read("2026-01-31T12:00:00", true))
        .isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
  }

  @Example
  void leavesOtherDatesToTheExpression() {
    assertThat(IsoDate.read("2026-01-31T12:00:00", false)).isNull();
    assertThat(IsoDate.read("2026-02-30T12:00:00Z", true)).isNull();
    assertThat(IsoDate.read("2026-01-31 12:00:00Z", true)).isNull();
    assertThat(IsoDate.read("2026-01-31T12:00:60Z", true)).isNull();
  }

  @Provide
  Arbitrary<String> dates() {
    Arbitrary<LocalDateTime> moments =
        DateTimes.dateTimes()
            .between(LocalDateTime.of(1, 1, 1, 0, 0), LocalDateTime.of(9999, 12, 31, 23, 59));
    Arbitrary<String> fractions =
        Arbitraries.strings()
            .numeric()
            .ofMaxLength(10)
            .map(digits -> digits.isEmpty() ? "" : "." + digits);
    Arbitrary<String> offsets =
        Arbitraries.of(
            "", "Z", "+00:00", "-05:00", "+05:30", "+0530", "-18:00", "+19:00", "+01", " GMT", "z",
            "EST");
    return Combinators.combine(moments, fractions, offsets)
        .as((moment, fraction, offset) -> SECONDS.format(moment) + fraction + offset);
  }

  @Provide
  Arbitrary<String> spoiled() {
    Arbitrary<Character> characters =
        Arbitraries.of('0', '9', '3', 'T', 'Z', '-', '+', ':', '.', ' ');
    return Combinators.combine(dates(), Arbitraries.integers().between(0, 30), characters)
        .as(
            (date, position, character) -> {
              StringBuilder spoiled = new StringBuilder(date);
              spoiled.setCharAt(position % date.length(), character);
              return spoiled.toString();
            });
  }

  @Provide
  Arbitrary<String> patterns() {
    String seconds = "yyyy-MM-dd'T'HH:mm:ss";
    return Arbitraries.of(
            "", "X", "XXX", "Z", "z", "'Z'", ".SSS", ".SSSX", ".SSSXXX", ".SSS'Z'", ".SSSSSSZ")
        .map(rest -> seconds + rest);
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of("GMT", "Z", "UTC", "Europe/Berlin", "America/New_York", "+05:30");
  }
}
