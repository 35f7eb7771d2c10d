package io.pollhook.element;

import static io.pollhook.element.Mistakes.quoted;

import com.fasterxml.jackson.core.JsonPointer;
import com.google.re2j.PatternSyntaxException;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.polling.FieldPath;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules for single texts of an element: URLs and their hosts, secrets, paths to fields, and
 * regular expressions.
 */
final class TextRules {
  /** A compiled expression takes memory by its length and the repetitions that it asks for. */
  private static final long LARGEST_EXPRESSION = 100_000;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final Mistakes mistakes;

  TextRules(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** Whatever values accounts put in the place of its configuration keys. */
  void checkUrl(String url, JsonPointer at) {
    if (url == null) {
      return;
    }
    checkNotSecret(url, at);
    if (url.substring(0, Origin.indexOfPath(url)).contains("@")) {
      mistakes.add(at, "has a user name in it, expected that under authentication");
      return;
    }
    try {
      Origin unused = Origin.of(AccountTexts.sample().address(url));
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "is " + quoted(url) + ", expected an http or https URL with a host");
    }
  }

  /** URLs and parameters are logged, shown and stored. */
  void checkNotSecret(String template, JsonPointer at) {
    KeyTemplate.keys(template).stream()
        .filter(InstanceConfiguration::isSecret)
        .forEach(
            key ->
                mistakes.add(at, "names the secret " + key + ", expected secrets in headers only"));
  }

  void checkPath(String path, JsonPointer at) {
    try {
      if (path != null) {
        FieldPath.parse(path.replaceAll("\\?$", ""));
      }
    } catch (IllegalArgumentException e) {
      mistakes.add(at, "is " + quoted(path) + ": " + e.getMessage());
    }
  }

  /** A key that is not known to be a secret would be stored and shown as it is. */
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

  void checkExpression(String expression, JsonPointer at) {
    double size =
        REPETITION
            .matcher(expression)
            .results()
            .flatMap(found -> Stream.of(found.group(1), found.group(2)))
            .filter(count -> count != null && !count.isEmpty())
            .mapToDouble(Double::parseDouble)
            .map(count -> Math.max(count, 1))
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
}
