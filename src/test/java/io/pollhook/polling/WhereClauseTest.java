package io.pollhook.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions of a where clause, as fields and values. */
class WhereClauseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a='x' and b>='y' | a=x&b=y",
        "created >'1700000000' | created=1700000000",
        "a.b<=5 AND c != true | a.b=5&c=true",
        "name='O''Hara and sons' | name=O'Hara and sons",
        "since>=2026-01-01 10:00:00 and a=1 | since=2026-01-01 10:00:00&a=1",
        "a like '%x%' | a=%x%",
        "a='' | a="
      })
  void conditionsAreRead(String clause, String expected) {
    String read =
        WhereClause.conditions(clause).stream()
            .map(condition -> condition.name() + '=' + condition.value())
            .collect(Collectors.joining("&"));
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a='x' or b='y'", "a in (1,2)", "nonsense", "a='x' and", "a='x"})
  void anythingElseIsRefused(String clause) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhereClause.conditions(clause))
        .withMessageContaining(clause);
  }
}
