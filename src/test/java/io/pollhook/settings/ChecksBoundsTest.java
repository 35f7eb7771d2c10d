package io.pollhook.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot work fails the start, with the property, the value and what is expected. */
class ChecksBoundsTest {
  private static final List<String> MEASURED =
      List.of("duration", "whole number", "number from", "durations", "bytes");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pollhook.poll.minimum-interval | 0s | a duration from 1ms to 365d",
        "pollhook.poll.minimum-interval | 366d | a duration from 1ms to 365d",
        "pollhook.poll.minimum-interval | -1s | a duration from 1ms to 365d",
        "pollhook.poll.overlap | 366d | a duration from 0s to 365d",
        "pollhook.poll.timeout | 0s | a duration from 1ms to 1d",
        "pollhook.poll.timeout | 25h | a duration from 1ms to 1d",
        "pollhook.poll.timeout | soon | a duration from 1ms to 1d",
        "pollhook.callback.timeout | 0.0001ms | a duration from 1ms to 1d",
        "pollhook.callback.timeout | 999999999d | a duration from 1ms to 1d",
        "pollhook.event.retention | 0d | a duration from 1s to 36500d",
        "pollhook.event.retention | 0 | a duration from 1s to 36500d",
        "pollhook.event.retention | 7 | a duration from 1s to 36500d",
        "pollhook.event.retention | 99999d | a duration from 1s to 36500d",
        "pollhook.delivery.retry-schedule | 1s,366d | durations, comma-separated, of up to 365d",
        "pollhook.poll.parallelism | 0 | a whole number from 1 to 10000",
        "pollhook.poll.parallelism | 10001 | a whole number from 1 to 10000",
        "pollhook.delivery.parallelism | 0 | a whole number from 1 to 10000",
        "pollhook.delivery.parallelism | 1.5 | a whole number from 1 to 10000",
        "pollhook.delivery.backlog-limit | 0 | a whole number from 1 to 1000000000",
        "pollhook.delivery.backlog-limit | 1000000001 | a whole number from 1 to 1000000000",
        "pollhook.disk.minimum-free | -1 | an amount of bytes",
        "pollhook.disk.minimum-free | 200 MB | an amount of bytes",
        "pollhook.tracing.ratio | 1.1 | a number from 0 to 1",
        "pollhook.tracing.ratio | NaN | a number from 0 to 1",
      })
  void valueOutOfBoundsIsRefused(String name, String value, String expected) {
    assertThatThrownBy(() -> SettingsLoader.embedded(Map.of(name, value)))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageStartingWith(name + " is \"" + value + "\", expected ")
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "pollhook.poll.minimum-interval, 1ms",
    "pollhook.poll.overlap, 0s",
    "pollhook.poll.timeout, 1d",
    "pollhook.event.retention, 1s",
    "pollhook.event.retention, 36500d",
    "pollhook.delivery.retry-schedule, 0s",
    "pollhook.disk.minimum-free, 0",
    "pollhook.tracing.ratio, 0",
  })
  void boundItselfIsAccepted(String name, String value) {
    assertThatCode(() -> SettingsLoader.embedded(Map.of(name, value))).doesNotThrowAnyException();
  }

  /** A property added later is either text or checked here. */
  @Test
  void everyMeasureIsChecked() throws Exception {
    List<String> checked =
        List.of(
                getClass()
                    .getDeclaredMethod(
                        "valueOutOfBoundsIsRefused", String.class, String.class, String.class)
                    .getAnnotation(CsvSource.class)
                    .value())
            .stream()
            .map(row -> row.split("\\|", 2)[0].strip())
            .toList();

    assertThat(Property.ALL.stream().map(Property::name).filter(this::isMeasure))
        .isNotEmpty()
        .allMatch(checked::contains);
  }

  private boolean isMeasure(String name) {
    try {
      SettingsLoader.embedded(Map.of(name, "-1x"));
      return false;
    } catch (ConfigurationError e) {
      return MEASURED.stream().anyMatch(e.getMessage()::contains);
    }
  }
}
