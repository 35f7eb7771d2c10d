package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFormatPrintTest {
  private static final Instant MOMENT = Instant.parse("2020-03-05T15:04:09.787123456Z");

  @ParameterizedTest(name = "{1} in {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "GMT             | yyyy-MM-dd'T'HH:mm:ssXXX         | 2020-03-05T15:04:09Z",
        "GMT             | yyyy-MM-dd'T'HH:mm:ss'Z'         | 2020-03-05T15:04:09Z",
        "GMT             | yyyy-MM-dd'T'HH:mm:ssZ           | 2020-03-05T15:04:09+0000",
        "GMT             | yyyy-MM-dd'T'HH:mm:ss.SSS'Z'     | 2020-03-05T15:04:09.787Z",
        "GMT             | yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX  | 2020-03-05T15:04:09.787123Z",
        "GMT             | yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSX | 2020-03-05T15:04:09.787123456Z",
        "GMT             | yyyy-MM-dd'T'HH:mm:ss.S          | 2020-03-05T15:04:09.7",
        "GMT             | yyyy-MM-dd' 'HH:mm:ss            | 2020-03-05 15:04:09",
        "GMT             | yyyy-MM-dd'T'HH:mmz              | 2020-03-05T15:04GMT",
        "GMT             | MM/dd/yyy'T'HH:mm:ssXXX          | 03/05/2020T15:04:09Z",
        "GMT             | M/d/yy h:mm a                    | 3/5/20 3:04 PM",
        "GMT             | EEE, dd MMM yyyy HH:mm:ss Z      | Thu, 05 Mar 2020 15:04:09 +0000",
        "GMT             | EEEE d MMMM yyyy                 | Thursday 5 March 2020",
        "GMT             | yyyyMMddHHmmssSSS                | 20200305150409787",
        "GMT             | yyyyDDD                          | 2020065",
        "GMT             | yyyy-MM-dd kk:mm                 | 2020-03-05 15:04",
        "GMT             | yyyy-MM-dd'''T'''HH:mm           | 2020-03-05'T'15:04",
        "GMT             | yyyy-MM-dd 'o''clock' HH         | 2020-03-05 o'clock 15",
        "PST             | yyyy-MM-dd HH:mm:ss -0800        | 2020-03-05 07:04:09 -0800",
        "PST             | yyyy-MM-dd'T'HH:mm:ssz           | 2020-03-05T07:04:09PST",
        "CST             | yyyy-MM-dd'T'HH:mm:ssXXX         | 2020-03-05T09:04:09-06:00",
        "EST             | yyyy-MM-dd'T'HH:mm:ssXXX         | 2020-03-05T10:04:09-05:00",
        "MST             | yyyy-MM-dd'T'HH:mm:ssXXX         | 2020-03-05T08:04:09-07:00",
        "America/Denver  | yyyy-MM-dd'T'HH:mm:ss.SSS'Z'     | 2020-03-05T08:04:09.787Z",
        "america/denver  | yyyy-MM-dd HH:mm                 | 2020-03-05 08:04",
        "-6:00           | yyyy-MM-dd'T'HH:mm:ssXXX         | 2020-03-05T09:04:09-06:00",
        "+6:00           | yyyy-MM-dd'T'HH:mm:ssXX          | 2020-03-05T21:04:09+0600",
        "+05:30          | yyyy-MM-dd'T'HH:mm:ssX           | 2020-03-05T20:34:09+0530",
        "GMT-8           | yyyy-MM-dd'T'HH:mm:ssX           | 2020-03-05T07:04:09-08",
        "GMT             | milliseconds                     | 1583420649787",
        "GMT             | seconds                          | 1583420649",
        "GMT             | microseconds                     | 1583420649787123",
      })
  void writes(String zone, String format, String expected) {
    assertThat(DateFormat.of(format, Zones.configured(zone)).format(MOMENT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "America/Denver      | 2020-07-01T12:00:00Z | 2020-07-01 06:00 -06:00",
        "America/Denver      | 2020-12-01T12:00:00Z | 2020-12-01 05:00 -07:00",
        "America/Denver      | 2020-03-08T08:59:00Z | 2020-03-08 01:59 -07:00",
        "America/Denver      | 2020-03-08T09:00:00Z | 2020-03-08 03:00 -06:00",
        "America/Denver      | 2020-11-01T07:30:00Z | 2020-11-01 01:30 -06:00",
        "America/Denver      | 2020-11-01T08:30:00Z | 2020-11-01 01:30 -07:00",
        "Europe/Berlin       | 2020-03-29T00:59:00Z | 2020-03-29 01:59 +01:00",
        "Europe/Berlin       | 2020-03-29T01:00:00Z | 2020-03-29 03:00 +02:00",
        "Europe/Berlin       | 2020-10-25T00:30:00Z | 2020-10-25 02:30 +02:00",
        "Europe/Berlin       | 2020-10-25T01:30:00Z | 2020-10-25 02:30 +01:00",
        "Australia/Lord_Howe | 2020-04-04T14:45:00Z | 2020-04-05 01:45 +11:00",
        "Australia/Lord_Howe | 2020-04-04T15:15:00Z | 2020-04-05 01:45 +10:30",
        "Australia/Lord_Howe | 2020-10-03T15:30:00Z | 2020-10-04 02:30 +11:00",
      })
  void followsDaylightSaving(String zone, Instant moment, String expected) {
    DateFormat format = DateFormat.of("yyyy-MM-dd HH:mm XXX", Zones.configured(zone));
    assertThat(format.format(moment)).isEqualTo(expected);
  }
}
