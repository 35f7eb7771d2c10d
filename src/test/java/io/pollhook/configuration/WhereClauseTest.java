package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The conditions of a where clause, as fields and values. */
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
        "a='x' or a = 'y' or a=z | a=x!y!z",
        "(a='x' or a='y') and b=(1) and (c=2) | a=x!y&b=(1)&c=2",
        "name=Bed or Breakfast and a=1 | name=Bed or Breakfast&a=1",
        "a like '%x%' | a=%x%",
        "a='' | a="
      })
  void conditionsAreRead(String clause, String expected) {
    String read =
        WhereClause.conditions(clause).stream()
            .map(condition -> condition.field() + '=' + String.join("!", condition.values()))
            .collect(Collectors.joining("&"));
    assertThat(read).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a='x' or b='y'",
        "a='x' or a='y' and b=1",
        "b=1 and a='x' or a='y'",
        "(a='x' or a='y'",
        "(a=1 and b=2)",
        "a='x' or ",
        "a in (1,2)",
        "nonsense",
        "a='x' and",
        "a='x"
      })
  void otherClausesAreRefused(String clause) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhereClause.conditions(clause))
        .withMessageContaining(clause);
  }
}
