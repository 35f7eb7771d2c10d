package io.pollhook.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortenedTest {
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "abcd, abcd",
    "abcde, abc…",
    "ab\uD83D\uDE00, ab\uD83D\uDE00",
    "ab\uD83D\uDE00e, ab…"
  })
  void textHasAtMostTheGivenLengthAndWholeCharacters(String text, String shortened) {
    assertThat(Shortened.to(4, text)).isEqualTo(shortened);
  }
}
