package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "yyyy                         | YEAR",
        "yyyy-MM                      | MONTH",
        "yyyy-MM-dd                   | DAY",
        "yyyyDDD                      | DAY",
        "yyyy-MM-dd HH                | HOUR",
        "yyyy-MM-dd hh a              | HOUR",
        "yyyy-MM-dd'T'HH:mmz          | MINUTE",
        "yyyy-MM-dd'T'HH:mm:ssXXX     | SECOND",
        "yyyy-MM-dd'T'HH:mm:ss.S      | SECOND",
        "yyyy-MM-dd'T'HH:mm:ss.SSS    | MILLISECOND",
        "yyyy-MM-dd'T'HH:mm:ss.SSSSS  | MILLISECOND",
        "yyyy-MM-dd'T'HH:mm:ss.SSSSSS | MICROSECOND",
        "yyyy-MM-dd HH:mm:ss.SSSSSSSSS | NANOSECOND",
      })
  void knowsItsPrecision(String pattern, DatePrecision expected) {
    assertThat(DatePattern.parse(pattern).precision()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "milliseconds'                | the quote at position 13 is unmatched",
        "yyyy-MM-dd'T'HH:mm:ss'       | the quote at position 22 is unmatched",
        "yyyy-MM-dd'T'HH:mm:ss.SSSX'  | the quote at position 27 is unmatched",
        "10 digit integer Unix time   | 'i' is not a date letter",
        "518862600                    | it has no date letter",
        "yyyy-MM-dd HH:mm:ssT         | the letter T needs quotes ('T') unless it is between the date and the time",
        "yyyy-MM-ddTTHH:mm:ss         | the letter T needs quotes ('T') unless it is between the date and the time",
        "YYYY-MM-dd                   | the calendar year is y",
        "yyyy-MM-DD                   | D is the day of the year; the day of the month is dd",
        "yyyy-mm-dd                   | it has a day but no month",
        "yyyy-MM-dd hh:mm:ss          | hh is the hour of half a day and needs a; the hour is HH",
        "yyyy-MM-dd mm:ss             | it has minutes (mm) but no hour",
        "MM-dd HH:mm                  | it has no year",
        "yyyy-MM HH:mm                | it has an hour but no day",
        "yyyy-MM-dd HH:ss             | it has seconds but no minutes",
        "yyyy-MM-dd HH:mm:ss.SSSSSSSSSS | at most 9 digits",
        "yyyy-MM-dd HH:mm:ssXXXX      | an offset is X, XX or XXX",
        "yyyy-'W'ww                   | 'w' is not a date letter",
      })
  void refusesInvalidPatternsAndSaysWhatIsExpected(String pattern, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatePattern.parse(pattern))
        .withMessageContaining(reason);
  }
}
