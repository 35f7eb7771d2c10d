package io.pollhook.polling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the conditions of a where clause in CEQL, the query language of Cloud Elements: {@code
 * a='x' and b>=2}. Providers take them as parameters, whose names say how they compare. A clause is
 * read in one pass, however long it is.
 */
public final class WhereClause {
  private static final List<String> OPERATORS = List.of(">=", "<=", "!=", "<>", "=", "<", ">");
  private static final int LONGEST_SHOWN = 200;

  private final String clause;
  private int at;

  private WhereClause(String clause) {
    this.clause = clause;
  }

  /**
   * Field and value of each condition.
   *
   * @throws IllegalArgumentException for anything but conditions joined by and
   */
  public static List<QueryParameter> conditions(String clause) {
    return new WhereClause(clause)
        .read()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its where clause is \""
                        + (clause.length() > LONGEST_SHOWN
                            ? clause.substring(0, LONGEST_SHOWN) + "…"
                            : clause)
                        + "\", expected conditions such as a='x' joined by and"));
  }

  private Optional<List<QueryParameter>> read() {
    List<QueryParameter> conditions = new ArrayList<>();
    while (true) {
      skipBlanks();
      String field = field();
      if (field.isEmpty() || !operator()) {
        return Optional.empty();
      }
      skipBlanks();
      String value = at < clause.length() && clause.charAt(at) == '\'' ? quoted() : plain();
      if (value == null) {
        return Optional.empty();
      }
      conditions.add(new QueryParameter(field, value));
      skipBlanks();
      if (at == clause.length()) {
        return Optional.of(conditions);
      }
      if (!isWord("and")) {
        return Optional.empty();
      }
      at += "and".length();
    }
  }

  private String field() {
    int start = at;
    while (at < clause.length() && isOfAName(clause.charAt(at))) {
      at++;
    }
    return clause.substring(start, at);
  }

  private static boolean isOfAName(char c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || "_.[]$-".indexOf(c) >= 0;
  }

  private boolean operator() {
    int name = at;
    skipBlanks();
    for (String operator : OPERATORS) {
      if (clause.startsWith(operator, at)) {
        at += operator.length();
        return true;
      }
    }
    if (at > name && isWord("like")) {
      at += "like".length();
      return true;
    }
    return false;
  }

  /** Two quotes are one; null if the closing one is missing. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < clause.length(); at++) {
      char c = clause.charAt(at);
      if (c == '\'' && !clause.startsWith("''", at)) {
        at++;
        return value.toString();
      }
      at += c == '\'' ? 1 : 0;
      value.append(c);
    }
    return null;
  }

  /** Words up to an and; null if there is none. */
  private String plain() {
    int start = at;
    int end = at;
    while (at < clause.length() && clause.charAt(at) != '\'') {
      if (isBlank(at)) {
        at++;
        if (at == clause.length() || isBlank(at) || isWord("and")) {
          break;
        }
      } else {
        at++;
        end = at;
      }
    }
    at = end;
    return end == start ? null : clause.substring(start, end);
  }

  /** Whether that word stands here, with a blank behind it. */
  private boolean isWord(String word) {
    int end = at + word.length();
    return clause.regionMatches(true, at, word, 0, word.length())
        && end < clause.length()
        && isBlank(end);
  }

  private void skipBlanks() {
    while (at < clause.length() && isBlank(at)) {
      at++;
    }
  }

  /** As a regular expression has it: ASCII's blanks. */
  private boolean isBlank(int index) {
    return " \t\n\u000b\f\r".indexOf(clause.charAt(index)) >= 0;
  }
}
