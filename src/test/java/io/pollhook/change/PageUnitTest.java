package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** If all dates of a page are multiples of a unit, that unit is their precision. */
class PageUnitTest {
  private static final Instant DATE = Instant.parse("2026-05-05T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-05-05T00:00:00Z 2026-05-06T00:00:00Z, DAYS",
    "2026-05-05T00:00:00Z 2026-05-05T07:00:00Z, HOURS",
    "2026-05-05T00:00:00Z 2026-05-05T07:31:00Z, MINUTES",
    "2026-05-05T07:31:00Z 2026-05-05T07:31:09Z, SECONDS",
    "2026-05-05T07:31:00.001Z 2026-05-05T00:00:00Z,",
    "2026-05-05T07:31:00Z, MINUTES",
  })
  void theUnitIsTheCoarsestOfAllDates(String dates, ChronoUnit unit) {
    List<Instant> page = Stream.of(dates.split(" ")).map(Instant::parse).toList();
    assertThat(PageUnit.of(page).unit()).isEqualTo(unit);
  }

  @Test
  void pageWithoutDatesHasNoUnit() {
    assertThat(PageUnit.of(List.of()).unit()).isNull();
  }

  @Test
  void theUnitEndsNoEarlierThanTheFormatsUnit() {
    PageUnit minutes = new PageUnit(ChronoUnit.MINUTES);
    assertThat(minutes.end(DATE, DATE.plusMillis(1))).isEqualTo(DATE.plusSeconds(60));
    assertThat(minutes.end(DATE, DATE.plusSeconds(90))).isEqualTo(DATE.plusSeconds(90));
    assertThat(new PageUnit(null).end(DATE, DATE.plusMillis(1))).isEqualTo(DATE.plusMillis(1));
  }
}
