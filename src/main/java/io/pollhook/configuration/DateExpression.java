package io.pollhook.configuration;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.pollhook.configuration.DatePattern.Field;
import io.pollhook.configuration.DatePattern.Literal;
import io.pollhook.configuration.DatePattern.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The regular expression of a date pattern, with a group for each letter. Both the pattern and the
 * dates are untrusted, so it is matched in linear time: RE2 does not backtrack.
 */
final class DateExpression {
  static final char ZONE = 'z';

  private static final String FRACTION = "(?:[.,:]?(?P<S>\\d+))?";
  private static final String SECONDS = "(?P<s>\\d{2})(?:[.,](?P<S>\\d+))?";
  private static final String TIME = "(?:[T ](?P<H>\\d{2}):(?P<m>\\d{2})(?::" + SECONDS + ")?)?";
  private static final String OFFSET =
      "\\s*(?P<z>[A-Za-z]{0,3}[+-]\\d{1,2}(?::?\\d{2})?|[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*)?";

  private final DatePattern pattern;
  private final StringBuilder expression = new StringBuilder();
  private final Set<Character> groups = new HashSet<>();
  private final Pattern compiled;

  DateExpression(DatePattern pattern) {
    this.pattern = pattern;
    for (int i = 0; i < pattern.parts().size(); i++) {
      if (pattern.parts().get(i) instanceof Field field) {
        appendField(field, i);
      } else if (pattern.parts().get(i) instanceof Literal literal) {
        appendLiteral(literal.text(), i);
      }
    }
    if (!pattern.has("HkhKa")) {
      append(TIME, "HmsS");
    }
    if (!pattern.has("zZX")) {
      append(OFFSET, "z");
    }
    compiled = Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE);
  }

  private void appendField(Field field, int at) {
    char letter = field.letter();
    switch (letter) {
      case 'z', 'Z', 'X' -> append(OFFSET, "z");
      case 'E' -> expression.append("\\p{L}+\\.?");
      case 'a' -> append("(?P<a>[ap])\\.?m\\.?", "a");
      case 'S' -> append(FRACTION, "S");
      case 'M', 'L' -> {
        String month = field.count() > 2 ? "\\p{L}{3,}\\.?" : digits(field, at, 1, 2);
        append("(?P<M>" + month + ")", "M");
      }
      case 'y' -> append("(?P<y>" + year(field, at) + ")", "y");
      case 'D' -> append("(?P<D>" + digits(field, at, 1, 3) + ")", "D");
      default -> append("(?P<" + letter + ">" + digits(field, at, 1, 2) + ")", "" + letter);
    }
    if (letter == 's' && !pattern.has("S")) {
      append("(?:[.,](?P<S>\\d+))?", "S");
    }
    if (letter == 'm' && !pattern.has("s")) {
      append("(?::" + SECONDS + ")?", "sS");
    }
  }

  private String year(Field field, int at) {
    return field.count() == 2 ? "\\d{2}" + (isNextToNumber(at) ? "" : "(?:\\d{2})?") : "\\d{4}";
  }

  /**
   * Accepts all numbers of digits that a provider may write, or only the pattern's if numbers are
   * adjacent.
   */
  private String digits(Field field, int at, int least, int most) {
    return isNextToNumber(at) ? "\\d{" + field.count() + "}" : "\\d{" + least + "," + most + "}";
  }

  private boolean isNextToNumber(int at) {
    return isNumber(at - 1) || isNumber(at + 1);
  }

  private boolean isNumber(int at) {
    return field(at)
        .filter(f -> "yDdHkhKmsS".indexOf(f.letter()) >= 0 || isMonthNumber(f))
        .isPresent();
  }

  private static boolean isMonthNumber(Field field) {
    return (field.letter() == 'M' || field.letter() == 'L') && field.count() <= 2;
  }

  private boolean isLetter(int at, String anyOf) {
    return field(at).filter(f -> anyOf.indexOf(f.letter()) >= 0).isPresent();
  }

  private Optional<Field> field(int at) {
    List<Part> parts = pattern.parts();
    return at >= 0 && at < parts.size() && parts.get(at) instanceof Field field
        ? Optional.of(field)
        : Optional.empty();
  }

  /** Appends a literal, without the part that an optional fraction or offset beside it includes. */
  private void appendLiteral(String text, int at) {
    String rest = text;
    if (isLetter(at - 1, "s")) {
      rest = rest.replaceFirst("^[.,]0+", "");
    }
    if (isLetter(at + 1, "S")) {
      rest = rest.replaceFirst("[.,:]$", "");
    }
    if (isLetter(at + 1, "zZX")) {
      rest = rest.stripTrailing();
    }
    if (at == pattern.parts().size() - 1) {
      int fixedZone = pattern.fixedZone().map(String::length).orElse(0);
      rest = rest.substring(0, rest.length() - fixedZone).stripTrailing();
    }
    expression.append(Pattern.quote(rest));
  }

  /** Appends an expression, without its groups if the pattern has had one of them before. */
  private void append(String part, String itsGroups) {
    boolean repeated = itsGroups.chars().anyMatch(group -> groups.contains((char) group));
    expression.append(repeated ? part.replaceAll("\\(\\?P<\\w>", "(?:") : part);
    itsGroups.chars().forEach(group -> groups.add((char) group));
  }

  Matcher matcher(String date) {
    return compiled.matcher(date);
  }

  boolean has(Matcher match, char letter) {
    return text(match, letter) != null;
  }

  int length(Matcher match, char letter) {
    String found = text(match, letter);
    return found == null ? 0 : found.length();
  }

  /** The matched text of a letter; null if there is none. */
  String text(Matcher match, char letter) {
    return groups.contains(letter) ? match.group(String.valueOf(letter)) : null;
  }
}
