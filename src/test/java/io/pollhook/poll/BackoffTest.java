package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The wait doubles up to half an hour, and is at least as long as the provider asks for, up to an
 * hour.
 */
class BackoffTest {
  private static RandomGenerator always(double share) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return 0;
      }

      @Override
      public double nextDouble(double origin, double bound) {
        return origin + (bound - origin) * share;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1,  PT0S,  PT0.8S,  PT1S",
    "2,  PT0S,  PT1.6S,  PT2S",
    "11, PT0S,  PT819.2S, PT1024S",
    "12, PT0S,  PT24M,   PT30M",
    "99, PT0S,  PT24M,   PT30M",
    "1,  PT60S, PT60S,   PT66S",
    "12, PT60S, PT24M,   PT30M",
    "1,  PT9H,  PT60M,   PT66M",
  })
  void waitIsWithin(int failures, Duration askedFor, Duration least, Duration most) {
    assertThat(new Backoff(always(0)).after(Backoff.FIRST, failures, askedFor)).isEqualTo(least);
    assertThat(new Backoff(always(1)).after(Backoff.FIRST, failures, askedFor)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"1, PT24S, PT30S", "2, PT48S, PT1M", "7, PT24M, PT30M"})
  void waitAfterARefusalIsWithin(int failures, Duration least, Duration most) {
    Duration first = Backoff.FIRST_AFTER_REFUSAL;
    assertThat(new Backoff(always(0)).after(first, failures, Duration.ZERO)).isEqualTo(least);
    assertThat(new Backoff(always(1)).after(first, failures, Duration.ZERO)).isEqualTo(most);
  }
}
