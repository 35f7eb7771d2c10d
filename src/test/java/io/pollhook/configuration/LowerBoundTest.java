package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerBoundTest {

  @ParameterizedTest(name = "{2} by {1} in {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "GMT            | yyyy-MM-dd'T'HH:mm:ss.SSS | 2020-03-05T15:04:09.787123Z | 2020-03-05T15:04:09.787Z",
        "GMT            | yyyy-MM-dd'T'HH:mm:ssXXX  | 2020-03-05T15:04:09.787123Z | 2020-03-05T15:04:09Z",
        "GMT            | yyyy-MM-dd'T'HH:mmz       | 2020-03-05T15:04:09.787123Z | 2020-03-05T15:04:00Z",
        "GMT            | yyyy-MM-dd                | 2020-03-05T15:04:09.787123Z | 2020-03-05T00:00:00Z",
        "PST            | yyyy-MM-dd                | 2020-03-05T06:04:09.787123Z | 2020-03-04T08:00:00Z",
        "GMT            | seconds                   | 2020-03-05T15:04:09.787123Z | 2020-03-05T15:04:09Z",
        "America/Denver | yyyy-MM-dd HH:mm:ss       | 2020-11-01T07:30:00Z        | 2020-11-01T06:59:59Z",
        "America/Denver | yyyy-MM-dd HH:mm:ss       | 2020-11-01T08:30:00Z        | 2020-11-01T06:59:59Z",
        "America/Denver | yyyy-MM-dd HH:mm:ss       | 2020-11-01T09:00:00Z        | 2020-11-01T09:00:00Z",
        "America/Denver | yyyy-MM-dd HH:mm:ssXXX    | 2020-11-01T07:30:00Z        | 2020-11-01T07:30:00Z",
        "PST            | yyyy-MM-dd HH:mm:ss -0800 | 2020-01-05T15:04:09Z        | 2020-01-05T15:04:09Z",
        "PST            | yyyy-MM-dd HH:mm:ss -0800 | 2020-07-05T15:04:09Z        | 2020-07-05T14:04:09Z",
      })
  void noReaderCanReadALaterDate(String zone, String format, Instant since, Instant expected) {
    assertThat(DateFormat.of(format, Zones.configured(zone)).lowerBound(since)).isEqualTo(expected);
  }
}
