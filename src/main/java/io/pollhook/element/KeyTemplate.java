package io.pollhook.element;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Templates that name configuration keys, such as <code>Bearer ${api.key}</code>. */
public final class KeyTemplate {
  private static final Pattern KEY = Pattern.compile("\\$\\{([^{}]+)}");

  private KeyTemplate() {}

  /** Returns the keys that a template names. */
  public static List<String> keys(String template) {
    return KEY.matcher(template).results().map(match -> match.group(1)).toList();
  }

  /** Replaces each key with its value. */
  public static String fill(String template, Function<String, String> values) {
    return fillPlaces(template, match -> values.apply(match.group(1)));
  }

  /** Replaces each key, the first group of its match, with a value that depends on its position. */
  static String fillPlaces(String template, Function<MatchResult, String> values) {
    if (!template.contains("${")) {
      return template;
    }
    Function<MatchResult, String> value = match -> Matcher.quoteReplacement(values.apply(match));
    return KEY.matcher(template).replaceAll(value);
  }
}
