package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
  private static final Instant SUMMER = Instant.parse("2020-07-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "GMT, Z",
    "gmt, Z",
    "UTC, Z",
    "Z, Z",
    "PST, -07:00",
    "pst, -07:00",
    "PDT, -07:00",
    "CST, -05:00",
    "MST, -07:00",
    "EST, -05:00",
    "EDT, -04:00",
    "CET, +02:00",
    "-6:00, -06:00",
    "+6:00, +06:00",
    "-0600, -06:00",
    "+05:30, +05:30",
    "-8, -08:00",
    "GMT-8, -08:00",
    "UTC+05:30, +05:30",
    "America/Denver, -06:00",
    "AMERICA/DENVER, -06:00",
    "Etc/GMT+8, -08:00",
    "US/Pacific, -07:00",
    "' PST ', -07:00",
  })
  void hasAnOffsetInSummer(String name, String offset) {
    assertThat(Zones.configured(name).getRules().getOffset(SUMMER)).hasToString(offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{TimeZone}", "XYZ", "America/Nowhere", "+25:00", "-6:75", "6:00"})
  void refusesUnknownZones(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Zones.configured(name))
        .withMessageContaining("'" + name + "' is not a time zone, expected an abbreviation (PST)");
  }
}
