package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DateFormatRoundTripTest {
  @Property(tries = 5_000)
  void writtenDateIsReadAsTheStartOfItsUnit(
      @ForAll("patterns") String pattern,
      @ForAll("zones") String zone,
      @ForAll("moments") Instant moment) {
    DateFormat format = DateFormat.of(pattern, Zones.configured(zone));
    Assume.that(hasOffset(pattern) || !isRepeated(format.floor(moment), Zones.configured(zone)));

    String written = format.format(format.floor(moment));

    assertThat(format.parse(TextNode.valueOf(written))).contains(format.floor(moment));
    assertThat(format.floor(moment)).isBeforeOrEqualTo(moment);
    assertThat(format.unitEnd(moment)).isAfter(moment);
  }

  @Property(tries = 5_000)
  void lowerBoundIsNeverReadAsLater(
      @ForAll("patterns") String pattern,
      @ForAll("zones") String zone,
      @ForAll("moments") Instant moment) {
    DateFormat format = DateFormat.of(pattern, Zones.configured(zone));

    String written = format.format(format.lowerBound(moment));

    assertThat(format.parse(TextNode.valueOf(written)).orElseThrow()).isBeforeOrEqualTo(moment);
  }

  private static boolean hasOffset(String pattern) {
    return pattern.matches(".*[XZz]") || !pattern.contains("y");
  }

  private static boolean isRepeated(Instant moment, ZoneId zone) {
    return zone.getRules().getValidOffsets(LocalDateTime.ofInstant(moment, zone)).size() > 1;
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> days =
        Arbitraries.of("yyyy-MM-dd", "MM/dd/yyyy", "d MMM yy", "yyyyDDD", "yyyy.M.d");
    Arbitrary<String> times =
        Arbitraries.of(
            "",
            " HH:mm",
            "'T'HH:mm:ss",
            " hh:mm:ss a",
            "'T'HH:mm:ss.SSS",
            "'T'HH:mm:ss.SSSSSS",
            " kk:mm:ss,SSSSSSSSS",
            "'T'HHmmssSSS");
    Arbitrary<String> offsets = Arbitraries.of("", "XXX", "XX", " Z");
    return Arbitraries.oneOf(
        Arbitraries.of(
            "milliseconds", "seconds", "microseconds", "EEE, dd MMM yyyy HH:mm:ss Z", "yyyy-MM"),
        Combinators.combine(days, times, offsets).as((day, time, offset) -> day + time + offset));
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "GMT",
        "PST",
        "CST",
        "EST",
        "MST",
        "-6:00",
        "+5:45",
        "America/Denver",
        "Europe/London",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "Pacific/Chatham");
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Combinators.combine(Moments.seconds(), Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }
}
