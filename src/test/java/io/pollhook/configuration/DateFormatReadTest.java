package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormatReadTest {

  @ParameterizedTest(name = "{2} by {1} in {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13.787Z       |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13Z           |"
            + " 2020-03-25T12:25:13Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13.787123Z    |"
            + " 2020-03-25T12:25:13.787123Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13.7Z         |"
            + " 2020-03-25T12:25:13.700Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13.78712345678Z |"
            + " 2020-03-25T12:25:13.787123456Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13.787+02:00  |"
            + " 2020-03-25T10:25:13.787Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13+0000       |"
            + " 2020-03-25T12:25:13Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSS'Z' | 2020-03-25T12:25:13.787        |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-ddTHH:mm:ss.SSSZ     | 2020-03-25T12:25:13.787Z       |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-ddTHH:mm:ss.SSSZ     | 2020-03-25T12:25:13.787+00:00  |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-ddTHH:mm:ss.SSSZ     | 2020-03-25T12:25:13.787+0000   |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-ddTHH:mm:ss.SSSZ     | 2020-03-25T12:25:13.787+00     |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss'Z'     | 2020-03-25T12:25:13.787Z       |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss'Z'     | 2020-03-25t12:25:13z           |"
            + " 2020-03-25T12:25:13Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss'.000Z' | 2020-03-25T12:25:13.787Z       |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ssXXX     | 2020-03-25T12:25:13Z           |"
            + " 2020-03-25T12:25:13Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ssXXX     | 2020-03-25T12:25:13-0700       |"
            + " 2020-03-25T19:25:13Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ssXXX     | 2020-03-25T12:25:13-07         |"
            + " 2020-03-25T19:25:13Z",
        "PST | yyyy-MM-dd'T'HH:mm:ssXXX     | 2020-03-25T12:25:13            |"
            + " 2020-03-25T19:25:13Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSSZ   | 2015-09-22T19:52:16.000+0000   |"
            + " 2015-09-22T19:52:16Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX | 2017-05-18T21:54:27.795000+00:00 |"
            + " 2017-05-18T21:54:27.795Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ssSSSSSSXXX | 2017-05-18T21:54:27.795123-04:00 |"
            + " 2017-05-19T01:54:27.795123Z",
        "GMT | yyyy-MM-dd HH:mm:ss          | 2020-03-25 12:25:13            |"
            + " 2020-03-25T12:25:13Z",
        "GMT | yyyy-MM-dd HH:mm:ss          | 2020-03-25 12:25:13.5 +01:00   |"
            + " 2020-03-25T11:25:13.500Z",
        "GMT | yyyy-MM-dd HH:mm:ss,SSS      | 2020-03-25 12:25:13,787        |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | yyyyMMddHHmmssSSS            | 20200325122513787              |"
            + " 2020-03-25T12:25:13.787Z",
        "GMT | MM/dd/yyyy HH:mm:ss          | 3/5/2020 9:05:03               |"
            + " 2020-03-05T09:05:03Z",
        "GMT | MM/dd/yyy'T'HH:mm:ssXXX      | 03/25/2020T12:25:13Z           |"
            + " 2020-03-25T12:25:13Z",
        "GMT | M/d/yy h:mm a                | 3/5/20 12:04 AM                |"
            + " 2020-03-05T00:04:00Z",
        "GMT | M/d/yy h:mm a                | 3/5/99 12:04 PM                |"
            + " 1999-03-05T12:04:00Z",
        "GMT | yyyy-MM-dd KK:mm a           | 2020-03-05 00:04 PM            |"
            + " 2020-03-05T12:04:00Z",
        "GMT | yyyy-MM-dd kk:mm             | 2020-03-05 24:04               |"
            + " 2020-03-05T00:04:00Z",
        "GMT | EEE, dd MMM yyyy HH:mm:ss Z  | Wed, 25 Mar 2020 12:25:13 +0100 |"
            + " 2020-03-25T11:25:13Z",
        "GMT | EEE, dd MMM yyyy HH:mm:ss Z  | Wed, 25 Mar 2020 12:25:13 GMT  |"
            + " 2020-03-25T12:25:13Z",
        "GMT | EEE MMM dd HH:mm:ss z yyyy   | Tue Sep 22 19:48:03 UTC 2015   |"
            + " 2015-09-22T19:48:03Z",
        "GMT | EEE MMM dd HH:mm:ss z yyyy   | Tue Sep 22 19:48:03 PDT 2015   |"
            + " 2015-09-23T02:48:03Z",
        "GMT | EEEE d MMMM yyyy             | thursday 5 march 2020          |"
            + " 2020-03-05T00:00:00Z",
        "GMT | yyyy-MM-dd'T'HH:mmz          | 2020-03-25T12:25GMT            |"
            + " 2020-03-25T12:25:00Z",
        "GMT | yyyy-MM-dd'T'HH:mmz          | 2020-03-25T12:25:13+01:00      |"
            + " 2020-03-25T11:25:13Z",
        "GMT | yyyy-MM-dd                   | 2020-03-25                     |"
            + " 2020-03-25T00:00:00Z",
        "GMT | yyyy-MM-dd                   | 2020-03-25T12:25:13.787+02:00  |"
            + " 2020-03-25T10:25:13.787Z",
        "GMT | yyyy-MM                      | 2020-03                        |"
            + " 2020-03-01T00:00:00Z",
        "GMT | yyyyDDD                      | 2020065                        |"
            + " 2020-03-05T00:00:00Z",
        "PST | yyyy-MM-dd                   | 2020-03-25                     |"
            + " 2020-03-25T07:00:00Z",
        "PST | yyyy-MM-dd'T'HH:mm:ss.SSS    | 2020-07-25T12:25:13.787        |"
            + " 2020-07-25T19:25:13.787Z",
        "PST | yyyy-MM-dd'T'HH:mm:ss.SSS    | 2020-01-25T12:25:13.787        |"
            + " 2020-01-25T20:25:13.787Z",
        "PST | yyyy-MM-dd HH:mm:ss -0800    | 2020-07-25 12:25:13 -0800      |"
            + " 2020-07-25T19:25:13Z",
        "PST | yyyy-MM-dd HH:mm:ss -0800    | 2020-07-25 12:25:13 -0500      |"
            + " 2020-07-25T17:25:13Z",
        "Europe/Paris | yyyy-MM-dd HH:mm z  | 2020-07-25 12:25 CEST          |"
            + " 2020-07-25T10:25:00Z",
        "Europe/Paris | yyyy-MM-dd HH:mm z  | 2020-10-25 02:30 CEST          |"
            + " 2020-10-25T00:30:00Z",
        "Europe/Paris | yyyy-MM-dd HH:mm z  | 2020-10-25 02:30 CET           |"
            + " 2020-10-25T01:30:00Z",
        "GMT | yyyy-MM-dd HH:mm z           | 2020-07-25 12:25 Europe/Paris  |"
            + " 2020-07-25T10:25:00Z",
        "GMT | yyyy-MM-dd'T'HH:mm:ssXXX     | 2016-12-31T23:59:60Z           |"
            + " 2016-12-31T23:59:59Z",
        "GMT | milliseconds                 | 1583420649787                  |"
            + " 2020-03-05T15:04:09.787Z",
        "GMT | milliseconds                 | 1583420649787.5                |"
            + " 2020-03-05T15:04:09.787500Z",
        "GMT | milliseconds                 | /Date(1583420649787)/          |"
            + " 2020-03-05T15:04:09.787Z",
        "GMT | milliseconds                 | /Date(1583420649787+0100)/     |"
            + " 2020-03-05T15:04:09.787Z",
        "GMT | milliseconds                 | -1                             |"
            + " 1969-12-31T23:59:59.999Z",
        "GMT | Milliseconds                 | 0                              |"
            + " 1970-01-01T00:00:00Z",
        "GMT | seconds                      | 1583420649                     |"
            + " 2020-03-05T15:04:09Z",
        "GMT | epoch:s                      | 1583420649.787123              |"
            + " 2020-03-05T15:04:09.787123Z",
        "GMT | microseconds                 | 1583420649787123               |"
            + " 2020-03-05T15:04:09.787123Z",
      })
  void reads(String zone, String format, String date, Instant expected) {
    DateFormat dateFormat = DateFormat.of(format, Zones.configured(zone));
    assertThat(dateFormat.parse(TextNode.valueOf(date))).contains(expected);
  }

  /** A literal Z means UTC by default, but is only text if another zone is configured. */
  @Test
  void theConfiguredZoneTakesPrecedenceOverALiteralOne() {
    DateFormat format =
        DateFormat.of("yyyy-MM-dd'T'HH:mm:ss'Z'", Zones.configured("America/Denver"));
    assertThat(format.parse(TextNode.valueOf("2020-03-05T08:04:09Z")))
        .contains(Instant.parse("2020-03-05T15:04:09Z"));
    assertThat(format.parse(TextNode.valueOf("2020-03-05T08:04:09+00:00")))
        .contains(Instant.parse("2020-03-05T08:04:09Z"));
  }

  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource({
    "America/Denver, 2020-03-08 02:30, 2020-03-08T09:30:00Z",
    "America/Denver, 2020-11-01 00:59, 2020-11-01T06:59:00Z",
    "America/Denver, 2020-11-01 01:30, 2020-11-01T08:30:00Z",
    "America/Denver, 2020-11-01 02:00, 2020-11-01T09:00:00Z",
    "Europe/Berlin, 2020-03-29 02:30, 2020-03-29T01:30:00Z",
    "Europe/Berlin, 2020-10-25 02:30, 2020-10-25T01:30:00Z",
    "Australia/Lord_Howe, 2020-10-04 02:15, 2020-10-03T15:45:00Z",
    "Australia/Lord_Howe, 2020-04-05 01:45, 2020-04-04T15:15:00Z",
  })
  void repeatedHourIsReadAsTheSecondOneAndASkippedOneAsTheHourAfter(
      String zone, String date, Instant expected) {
    DateFormat format = DateFormat.of("yyyy-MM-dd HH:mm", Zones.configured(zone));
    assertThat(format.parse(TextNode.valueOf(date))).contains(expected);
  }

  @Test
  void readsNumbersOfEveryKind() {
    Instant expected = Instant.parse("2020-03-05T15:04:09.787Z");
    DateFormat milliseconds = DateFormat.of("milliseconds", Zones.GMT);
    assertThat(milliseconds.parse(LongNode.valueOf(1583420649787L))).contains(expected);
    assertThat(milliseconds.parse(DoubleNode.valueOf(1.583420649787E12))).contains(expected);
    assertThat(milliseconds.parse(BigIntegerNode.valueOf(new BigInteger("1583420649787"))))
        .contains(expected);
    assertThat(milliseconds.parse(DecimalNode.valueOf(new BigDecimal("1583420649787.0"))))
        .contains(expected);
    assertThat(DateFormat.of("yyyyMMdd", Zones.GMT).parse(LongNode.valueOf(20200305)))
        .contains(Instant.parse("2020-03-05T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "never",
        "2020-03-25",
        "2020-02-30T12:25:13Z",
        "2020-13-25T12:25:13Z",
        "2020-03-25T24:00:00Z",
        "2020-03-25T12:25:13+99:00",
        "2020-03-25T12:25:13 Mars/Base",
        "2020-03-25T12:25:13Z and more",
        "1585139113787",
      })
  void otherDatesAreNotRead(String text) {
    DateFormat format = DateFormat.of("yyyy-MM-dd'T'HH:mm:ssXXX", Zones.GMT);
    assertThat(format.parse(TextNode.valueOf(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "1e999999999",
        "1e2147483647",
        "99999999999999999999999",
        "NaN",
        "0x10",
        "2020-03-25"
      })
  void otherNumbersAreNotRead(String text) {
    assertThat(DateFormat.of("milliseconds", Zones.GMT).parse(TextNode.valueOf(text))).isEmpty();
  }

  @Test
  void otherTypesAreNotRead() {
    for (DateFormat format :
        new DateFormat[] {
          DateFormat.of("milliseconds", Zones.GMT), DateFormat.of("yyyy-MM-dd", Zones.GMT)
        }) {
      Optional<Instant> nothing = Optional.empty();
      assertThat(format.parse(null)).isEqualTo(nothing);
      assertThat(format.parse(NullNode.instance)).isEqualTo(nothing);
      assertThat(format.parse(MissingNode.getInstance())).isEqualTo(nothing);
      assertThat(format.parse(BooleanNode.TRUE)).isEqualTo(nothing);
      assertThat(format.parse(JsonNodeFactory.instance.objectNode())).isEqualTo(nothing);
      assertThat(format.parse(DoubleNode.valueOf(Double.NaN))).isEqualTo(nothing);
      assertThat(format.parse(TextNode.valueOf("9".repeat(5_000)))).isEqualTo(nothing);
    }
  }
}
