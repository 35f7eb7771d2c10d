package io.pollhook.configuration;

import io.pollhook.log.Shortened;
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
  private boolean parentheses;
  private boolean ambiguous;

  private WhereClause(String clause) {
    this.clause = clause;
  }

  /**
   * Returns the field and the values of each condition.
   *
   * @throws IllegalArgumentException for anything except conditions joined by and, or by or if they
   *     have the same field
   */
  public static List<Condition> conditions(String clause) {
    return new WhereClause(clause)
        .read()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "its where clause is \""
                        + Shortened.to(LONGEST_SHOWN, clause)
                        + "\", expected conditions such as a='x' joined by and, or by or if they"
                        + " are of one field"));
  }

  /** Reads all conditions. Without parentheses, or next to and is refused as ambiguous. */
  private Optional<List<Condition>> read() {
    List<Condition> conditions = new ArrayList<>();
    while (true) {
      skipBlanks();
      boolean inParentheses = at < clause.length() && clause.charAt(at) == '(';
      at += inParentheses ? 1 : 0;
      parentheses = inParentheses;
      Optional<Condition> condition = alternatives();
      skipBlanks();
      if (condition.isEmpty() || (inParentheses && !closes())) {
        return Optional.empty();
      }
      parentheses = false;
      conditions.add(condition.get());
      ambiguous |= !inParentheses && condition.get().values().size() > 1;
      skipBlanks();
      if (at == clause.length()) {
        return ambiguous && conditions.size() > 1 ? Optional.empty() : Optional.of(conditions);
      }
      if (!isWord("and")) {
        return Optional.empty();
      }
      at += "and".length();
    }
  }

  private boolean closes() {
    boolean closes = at < clause.length() && clause.charAt(at) == ')';
    at += closes ? 1 : 0;
    return closes;
  }

  /** Values of one field, joined by or. */
  private Optional<Condition> alternatives() {
    List<String> values = new ArrayList<>();
    String first = null;
    do {
      at += values.isEmpty() ? 0 : "or".length();
      skipBlanks();
      String field = field();
      if (field.isEmpty() || !operator() || (first != null && !first.equals(field))) {
        return Optional.empty();
      }
      first = field;
      skipBlanks();
      String value = at < clause.length() && clause.charAt(at) == '\'' ? quoted() : plain();
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
      skipBlanks();
    } while (isWord("or"));
    return Optional.of(new Condition(first, values));
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

  /** Reads a quoted value. Two quotes stand for one; null if the closing one is missing. */
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

  /** Reads words up to an and, or an or with a condition after it; null if there are none. */
  private String plain() {
    int start = at;
    int end = at;
    while (at < clause.length() && clause.charAt(at) != '\'' && !isEndOfParentheses()) {
      if (isBlank(at)) {
        at++;
        if (at == clause.length() || isBlank(at) || isWord("and") || isAlternative()) {
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

  private boolean isEndOfParentheses() {
    return parentheses && clause.charAt(at) == ')';
  }

  /**
   * Returns whether an or joins another condition; otherwise, as in Bed or Breakfast, it is part of
   * the value.
   */
  private boolean isAlternative() {
    int here = at;
    boolean condition = false;
    if (isWord("or")) {
      at += "or".length();
      skipBlanks();
      condition = !field().isEmpty() && operator();
    }
    at = here;
    return condition;
  }

  /** Returns whether a word is next, followed by a blank. */
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

  /** Returns whether a character is an ASCII blank, as in regular expressions. */
  private boolean isBlank(int index) {
    return " \t\n\u000b\f\r".indexOf(clause.charAt(index)) >= 0;
  }
}
