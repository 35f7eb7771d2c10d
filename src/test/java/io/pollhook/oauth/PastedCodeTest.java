package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastedCodeTest {
  @ParameterizedTest
  @CsvSource({
    "4/0Ab_c-d,          4/0Ab_c-d",
    "4%2F0Ab,            4/0Ab",
    "4%2f0Ab+c%3D,       4/0Ab+c=",
    "' 4/0Ab\n',         4/0Ab",
    "4%252F0Ab,          4%252F0Ab",
    "100%25,             100%25",
    "4%2F%zz,            4%2F%zz",
  })
  void codeWithAnEncodedSlashIsDecodedOnce(String pasted, String code) {
    assertThat(PastedCode.decode(pasted)).isEqualTo(code);
  }
}
