package io.pollhook.configuration;

import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations and answers of providers cannot keep a core busy. */
class ReadsInLinearTimeTest {
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZXzZX",
        "SzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSzSz",
        "ESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESESE",
        "EMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMMEMMME",
      })
  void dateFormatOfManyOptionalLettersIsReadInTime(String letters) {
    DateFormat format = DateFormat.of("yyyyMMddHHmmss" + letters, Zones.GMT);
    for (String text : List.of("a", "1", " ", "+01", "a/", "A")) {
      String date = "20200101000000" + text.repeat((86 - 1) / text.length()) + "!";
      assertTimeout(AT_MOST, () -> format.parse(TextNode.valueOf(date)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "{", "${", "{{", "'", "%", "..", "/a", "?", "&a=", "/{a}"})
  void longUrlIsReadInTime(String part) {
    String url = "/hubs/crm/" + part.repeat(7_900 / part.length());
    assertTimeout(
        AT_MOST,
        () -> {
          try {
            UrlTemplate.parse(url);
          } catch (IllegalArgumentException refused) {
            // in time
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a='x' and ", "a", "'", "''", " ", "a=b c ", "and "})
  void longWhereClauseIsReadInTime(String part) {
    String clause = "a='" + part.repeat(1_000_000 / part.length());
    assertTimeout(
        AT_MOST,
        () -> {
          try {
            WhereClause.conditions(clause);
          } catch (IllegalArgumentException refused) {
            // in time, and without an overflow of the stack
          }
        });
  }

  @Test
  void longFieldPathIsReadInTime() {
    assertTimeout(
        AT_MOST,
        () -> {
          try {
            FieldPath.parse("[".repeat(200));
          } catch (IllegalArgumentException refused) {
            // in time
          }
        });
  }
}
