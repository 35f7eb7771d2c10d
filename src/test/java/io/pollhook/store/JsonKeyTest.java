package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;

/** Keys are the ASCII text between the quotes of a JSON string (RFC 8259 §7). */
class JsonKeyTest {
  private static String keyByTheLibrary(String text) throws JsonProcessingException {
    String quoted = Json.ASCII.writeValueAsString(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  @Property
  void keyIsReversible(@ForAll String text) {
    assertThat(Json.unkey(Json.key(text))).isEqualTo(text);
    assertThat(Json.key(text)).matches("[ -\\x7f]*");
  }

  @Property
  void keyOfAsciiIsTheSameAsInADocument(@ForAll @CharRange(from = 0, to = 0x81) String text)
      throws JsonProcessingException {
    assertThat(Json.key(text)).isEqualTo(keyByTheLibrary(text));
    assertThat(Json.unkey(Json.key(text))).isEqualTo(text);
  }
}
