package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderTest {
  private static final Instant LAST_POLL = Instant.parse("2017-09-27T21:55:12.258123Z");
  private static final Instant NOW = Instant.parse("2017-09-27T22:10:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "gmtDate:yyyy-MM-dd'T'HH:mm:ssXXX                    | 2017-09-27T21:55:12Z",
        "gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX             | 2017-09-27T21:55:12.258123Z",
        "gmtDate                                             | 2017-09-27T21:55:12Z",
        "gmtDate-30d:yyyy-MM-dd                              | 2017-08-28",
        "gmtDate+365d:yyyy-MM-dd                             | 2018-09-27",
        "nowTimeZone+1d:GMT:yyyy-MM-dd                       | 2017-09-28",
        "epoch-1d:s                                          | 1506462912",
        "GMTDATE:yyyy-MM-dd                                  | 2017-09-27",
        "date                                                | 2017-09-27T21:55:12Z",
        "date:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'                   | 2017-09-27T21:55:12.258Z",
        "date:EEE, dd MMM yyyy HH:mm:ss Z                    | Wed, 27 Sep 2017 21:55:12 +0000",
        "dateTimeZone:MST:yyyy-MM-dd'T'HH:mm:ssXXX           | 2017-09-27T14:55:12-07:00",
        "dateTimeZone:-6:00:yyyy-MM-dd HH:mm:ss              | 2017-09-27 15:55:12",
        "dateTimeZone:+6:00:yyyy-MM-dd HH:mm:ss              | 2017-09-28 03:55:12",
        "dateTimeZone:America/Denver:yyyy-MM-dd HH:mm:ss     | 2017-09-27 15:55:12",
        "DateTimeZone:PST:yyyy-MM-dd'T'HH:mm:ss.SSS          | 2017-09-27T14:55:12.258",
        "dateTimeZone:PST:yyyy-MM-dd HH:mm:ss -0800          | 2017-09-27 14:55:12 -0800",
        "nowTimeZone:GMT:yyyy-MM-dd'T'HH:mm:ss               | 2017-09-27T22:10:00",
        "epoch                                               | 1506549312258",
        "epoch:ms                                            | 1506549312258",
        "epoch:0                                             | 1506549312258",
        "epoch:s                                             | 1506549312",
        "epoch:us                                            | 1506549312258123",
        "milliseconds                                        | 1506549312258",
      })
  void resolves(String placeholder, String expected) {
    assertThat(Placeholder.parse(placeholder).resolve(LAST_POLL, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "lastPoll                               | 'lastPoll' is not a kind of date, expected"
            + " gmtDate:FORMAT",
        "yyyy-MM-dd'T'HH:mm:ss'Z'               | is not a kind of date, expected gmtDate:FORMAT",
        "518862600                              | '518862600' is not a kind of date",
        "gmtDate:                               | it has no date letter",
        "gmtDate:YYYY-MM-dd                     | the calendar year is y",
        "date:10 digit integer Unix time        | 'i' is not a date letter",
        "date:yyyy-MM-dd'T                      | the quote at position 11 is unmatched",
        "dateTimeZone:{TimeZone}:yyyy-MM-dd     | '{TimeZone}' is not a time zone",
        "dateTimeZone:PST                       | a zone or a format is missing",
        "dateTimeZone                           | a zone or a format is missing",
        "nowTimeZone:GMT                        | a zone or a format is missing",
        "gmtDate+1h:yyyy                        | 'gmtDate+1h' is not a kind of date",
        "epoch:h                                | 'h' is not a unit, expected s, ms, us",
        "milliseconds:s                         | milliseconds takes no argument",
      })
  void refusesInvalidPlaceholders(String placeholder, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Placeholder.parse(placeholder))
        .withMessageStartingWith("in ${" + placeholder + "}, ")
        .withMessageContaining(reason);
  }
}
