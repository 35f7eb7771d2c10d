package io.pollhook.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Splits a pattern into runs of the same letter and literals. A T between date and time needs no
 * quotes, because a shell removes them from JSON in single quotes.
 */
final class DatePatternSplitter {
  private static final Map<Character, String> REFUSED =
      Map.of(
          'Y', "'Y' is the year of the week; the calendar year is y",
          'u', "'u' is the number of the weekday; the year is y",
          'T', "the letter T needs quotes ('T') unless it is between the date and the time");

  private final String text;
  private final List<DatePattern.Part> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  DatePatternSplitter(String text) {
    this.text = text;
  }

  List<DatePattern.Part> split() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'') {
        quoted();
      } else if (c < 128 && Character.isLetter(c) && !isBareT()) {
        field(c);
      } else {
        literal.append(c);
        at++;
      }
    }
    endLiteral();
    return parts;
  }

  private void field(char letter) {
    endLiteral();
    int start = at;
    while (at < text.length() && text.charAt(at) == letter) {
      at++;
    }
    int count = at - start;
    DatePattern.require(
        DatePattern.LETTERS.indexOf(letter) >= 0,
        REFUSED.getOrDefault(
            letter,
            "'%s' is not a date letter, expected one of %s"
                .formatted(letter, DatePattern.LETTERS)));
    DatePattern.require(
        letter != 'S' || count <= 9, "a second has at most 9 digits after its point");
    DatePattern.require(letter != 'X' || count <= 3, "an offset is X, XX or XXX");
    parts.add(new DatePattern.Field(letter, count));
  }

  /**
   * Reads quoted text. Two quotes stand for one, inside and outside of quotes. All quotes are
   * paired.
   */
  private void quoted() {
    if (isQuotePair()) {
      literal.append('\'');
      at += 2;
      return;
    }
    at++;
    while (text.charAt(at) != '\'' || isQuotePair()) {
      literal.append(text.charAt(at));
      at += isQuotePair() ? 2 : 1;
    }
    at++;
  }

  private boolean isBareT() {
    return text.charAt(at) == 'T'
        && at > 0
        && "dD".indexOf(text.charAt(at - 1)) >= 0
        && at + 1 < text.length()
        && "HkhK".indexOf(text.charAt(at + 1)) >= 0;
  }

  private boolean isQuotePair() {
    return text.startsWith("''", at);
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new DatePattern.Literal(literal.toString()));
      literal.setLength(0);
    }
  }
}
