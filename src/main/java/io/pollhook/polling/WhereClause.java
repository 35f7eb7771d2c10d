package io.pollhook.polling;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the conditions of a where clause in CEQL, the query language of Cloud Elements: {@code
 * a='x' and b>=2}. Providers take them as parameters, whose names say how they compare.
 */
public final class WhereClause {
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\s*([\\w.\\[\\]$-]+)\\s*(?:>=|<=|!=|<>|=|<|>|\\s(?i:like)\\s)\\s*"
              + "(?:'((?:[^']|'')*)'|([^\\s']+(?:\\s(?!(?i:and)\\s)[^\\s']+)*))\\s*");
  private static final Pattern AND = Pattern.compile("(?i:and)\\s");

  private WhereClause() {}

  /**
   * Field and value of each condition.
   *
   * @throws IllegalArgumentException for anything but conditions joined by and
   */
  public static List<QueryParameter> conditions(String clause) {
    List<QueryParameter> conditions = new ArrayList<>();
    Matcher condition = CONDITION.matcher(clause);
    Matcher and = AND.matcher(clause);
    int at = 0;
    while (condition.region(at, clause.length()).lookingAt()) {
      conditions.add(new QueryParameter(condition.group(1), value(condition)));
      at = condition.end();
      if (at == clause.length()) {
        return conditions;
      }
      if (!and.region(at, clause.length()).lookingAt()) {
        break;
      }
      at = and.end();
    }
    throw new IllegalArgumentException(
        "its where clause is \"" + clause + "\", expected conditions such as a='x' joined by and");
  }

  private static String value(Matcher condition) {
    String quoted = condition.group(2);
    return quoted == null ? condition.group(3) : quoted.replace("''", "'");
  }
}
