package io.pollhook.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "17, 17", "17B, 17", "1KB, 1024", "200MB, 209715200", "2GB, 2147483648"})
  void readsAmountsOfBytes(String text, long bytes) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1MB", "1.5GB", "1 TB", "9999999999GB"})
  void refusesOtherTexts(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sizes.parse(text));
  }
}
