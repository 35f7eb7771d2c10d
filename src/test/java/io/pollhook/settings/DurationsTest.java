package io.pollhook.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @Test
  void factorRepeatsAWait() {
    assertThat(Durations.parseList("1s, 500ms*2,1m * 1"))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1s,", "1s*", "1s*0", "1s*-1", "1s*1.5", "*3", "1s*2*2", "1s*10001"})
  void invalidSchedulesAreRefusedWithTheirProperty(String schedule) {
    Settings settings = new Settings(Map.of("pollhook.delivery.retry-schedule", schedule));

    assertThatThrownBy(settings::retrySchedule)
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("pollhook.delivery.retry-schedule is \"" + schedule);
  }

  @Test
  void defaultScheduleTriesForHalfADay() {
    String schedule =
        Property.ALL.stream()
            .filter(property -> property.name().equals("pollhook.delivery.retry-schedule"))
            .findFirst()
            .orElseThrow()
            .defaultValue();

    assertThat(Durations.parseList(schedule).stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofHours(12).plusSeconds(48));
  }
}
