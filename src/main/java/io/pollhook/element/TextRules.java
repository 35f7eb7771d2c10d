package io.pollhook.element;

import static io.pollhook.element.Mistakes.quoted;

import com.fasterxml.jackson.core.JsonPointer;
import com.google.re2j.PatternSyntaxException;
import io.pollhook.configuration.DateTemplate;
import io.pollhook.configuration.FieldPath;
import io.pollhook.http.Origin;
import io.pollhook.instance.InstanceConfiguration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rules for single texts of an element: URLs and their hosts, secrets, paths to fields, and
 * regular expressions.
 */
final class TextRules {
  /**
   * The limit for an expression's length times its repetitions, which determines its compiled size.
   */
  private static final long LARGEST_EXPRESSION = 200_000;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final Mistakes mistakes;

  /**
   * Creates the rules.
   *
   * @param mistakes receives the mistakes found
   */
  TextRules(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Checks a URL with sample values in place of its configuration keys. Null is allowed. */
  void checkUrl(String url, JsonPointer at) {
    if (url == null) {
      return;
    }
    checkNotSecret(url, at);
    if (url.substring(0, Origin.indexOfPath(url)).contains("@")) {
      mistakes.add(at, "contains a user name, expected it under authentication");
      return;
    }
    try {
      Origin unused = Origin.of(AccountTexts.sample().address(url));
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "is " + quoted(url) + ", expected an http or https URL with a host");
    }
  }

  /** Refuses secrets in texts that are logged, shown or stored, such as URLs and parameters. */
  void checkNotSecret(String template, JsonPointer at) {
    KeyTemplate.keys(template).stream()
        .filter(InstanceConfiguration::isSecret)
        .forEach(
            key ->
                mistakes.add(at, "names the secret " + key + ", expected secrets in headers only"));
  }

  /** Checks the path of a field, which may end with a question mark. Null is allowed. */
  void checkPath(String path, JsonPointer at) {
    try {
      if (path != null) {
        FieldPath.parse(path.replaceAll("\\?$", ""));
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "is " + quoted(path) + ": " + e.getMessage());
    }
  }

  /** Checks the dates in a text. */
  void checkDates(String name, String value, JsonPointer at) {
    try {
      DateTemplate.parse(AccountTexts.sample().parameters(Map.of(name, value)).get(name));
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "has a date that cannot be read: " + e.getMessage());
    }
  }

  /**
   * Refuses keys whose name is not that of a secret, because they would be stored and shown in the
   * clear.
   */
  void checkSecret(String template, JsonPointer at) {
    for (String key : KeyTemplate.keys(template)) {
      if (!InstanceConfiguration.isSecret(key)) {
        mistakes.add(
            at,
            "names the configuration key "
                + key
                + ", which would not be kept secret, expected a name that ends with password,"
                + " secret, token or api.key");
      }
    }
  }

  /** Checks a regular expression and, before compiling it, the memory that it would need. */
  void checkExpression(String expression, JsonPointer at) {
    double size =
        REPETITION
            .matcher(expression)
            .results()
            .mapToDouble(found -> Math.max(count(found.group(1)), count(found.group(2))))
            .reduce(expression.length(), (one, other) -> one * other);
    if (size > LARGEST_EXPRESSION) {
      mistakes.add(at, "is " + quoted(expression) + ", expected fewer repetitions");
      return;
    }
    try {
      com.google.re2j.Pattern unused = com.google.re2j.Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      mistakes.add(
          at,
          "is %s, expected a regular expression (RE2): %s"
              .formatted(quoted(expression), e.getDescription()));
    }
  }

  private static double count(String digits) {
    return digits == null || digits.isEmpty() ? 1 : Math.max(1, Integer.parseInt(digits));
  }
}
