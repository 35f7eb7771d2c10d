package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.store.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contents are equal if they differ only in the order of their fields. */
class ContentHashTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"a\":1,\"b\":{\"c\":2,\"d\":3}} | {\"b\":{\"d\":3,\"c\":2},\"a\":1} | true",
        "[{\"a\":1,\"b\":2}]               | [{\"b\":2,\"a\":1}]               | true",
        "[1,2]                             | [2,1]                             | false",
        "{\"a\":1}                         | {\"a\":\"1\"}                     | false",
        "{\"a\":null}                      | {}                                | false",
        "{\"a\":1.0}                       | {\"a\":1.00}                      | false",
        "{\"a\":\"\\u0000\"}               | {\"a\":\"\\ud800\"}               | false",
      })
  void hashesAreEqualForEqualContents(String one, String other, boolean same) {
    String hash = ContentHash.of(Json.parse(one));
    assertThat(hash).hasSize(43);
    assertThat(hash.equals(ContentHash.of(Json.parse(other)))).isEqualTo(same);
  }
}
