package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** SimpleDateFormat agrees for every pattern that it handles correctly. */
class DateFormatOracleTest {

  @Property(tries = 3_000)
  void writesAndReadsAsSimpleDateFormat(
      @ForAll("patterns") String pattern,
      @ForAll("zones") String zone,
      @ForAll("moments") Instant moment)
      throws ParseException {
    SimpleDateFormat oracle = new SimpleDateFormat(pattern, Locale.ENGLISH);
    oracle.setTimeZone(TimeZone.getTimeZone(zone));
    DateFormat format = DateFormat.of(pattern, ZoneId.of(zone));

    String written = format.format(moment);

    assertThat(written).isEqualTo(oracle.format(Date.from(moment)));
    assertThat(format.parse(TextNode.valueOf(written))).contains(oracle.parse(written).toInstant());
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
        "yyyy-MM-dd'T'HH:mm:ssXXX",
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
        "yyyy-MM-dd'T'HH:mm:ssXX",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd' 'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm:ss.SSS",
        "MM/dd/yyyy HH:mm:ss",
        "MM/dd/yyy'T'HH:mm:ssXXX",
        "EEE, dd MMM yyyy HH:mm:ss Z",
        "EEEE, d MMMM yyyy HH:mm:ss Z",
        "yyyy-MM-dd hh:mm:ss a",
        "yyyy-MM-dd kk:mm:ss",
        "yyyy-MM-dd KK:mm:ss a",
        "yyyyMMddHHmmss",
        "yyyyDDD",
        "yyyy-MM-dd",
        "yyyy-MM");
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "GMT",
        "America/Los_Angeles",
        "America/Denver",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Asia/Kolkata");
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Moments.seconds().map(Instant::ofEpochSecond);
  }
}
