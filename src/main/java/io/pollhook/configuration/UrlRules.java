package io.pollhook.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules for a url, apart from its placeholders. */
final class UrlRules {
  private static final Pattern HUB_PATH =
      Pattern.compile("/hubs/[^/]+/[^/].*|/(?!hubs(?:/|$))[^/].*");
  private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#\0]+(?=[/?#]|$)");
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?i)(?:[/\\\\]|%2f|%5c)(?:\\.|%2e){1,2}(?:[/\\\\]|%2f|%5c|$)");
  private static final Pattern PARAMETER = Pattern.compile("\\{[A-Za-z_][\\w.-]*}");

  private static final String EXPECTED =
      "expected a hub path with a resource (/hubs/crm/contacts) or a url that begins with http:// or https://";

  private UrlRules() {}

  static void check(String skeleton) {
    String path = Skeleton.path(skeleton);
    checkStart(path);
    int unrendered = skeleton.indexOf("{{");
    int end = unrendered < 0 ? -1 : skeleton.indexOf("}}", unrendered);
    require(
        end < 0,
        () ->
            "%s was never filled in, expected the name that belongs there"
                .formatted(skeleton.substring(unrendered, end + 2)));
    checkQuotes(path);
    checkQuotes(Skeleton.queryText(skeleton));
    checkBraces(skeleton);
    require(
        PARAMETER.matcher(path).replaceAll("").indexOf('{') < 0,
        () -> "a path's braces must hold a name, expected for instance {calendarId}");
  }

  /** Refuses a path that leads upwards, percent-encoded or not, once its dates are filled in. */
  static void checkSteps(String path) {
    require(!DOT_SEGMENT.matcher(path).find(), () -> "its path must not contain . or .. as a step");
  }

  private static void checkStart(String path) {
    if (path.startsWith("/")) {
      require(HUB_PATH.matcher(path).matches(), () -> EXPECTED);
      return;
    }
    Matcher origin = ORIGIN.matcher(path);
    require(origin.lookingAt(), () -> EXPECTED);
    try {
      URI uri = new URI(origin.group());
      require(uri.getHost() != null, () -> "'%s' names no host".formatted(origin.group()));
      require(uri.getUserInfo() == null, () -> "it must not contain a user name or a password");
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException("'%s' names no host".formatted(origin.group()), wrong);
    }
  }

  private static void checkQuotes(String part) {
    boolean paired = part.chars().filter(c -> c == '\'').count() % 2 == 0;
    require(
        paired,
        () ->
            "a single quote is unmatched, expected quotes in pairs outside of placeholders"
                + " (a quote inside a value is written twice)");
  }

  private static void checkBraces(String skeleton) {
    int depth = 0;
    for (int at = 0; at < skeleton.length(); at++) {
      char c = skeleton.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      require(depth >= 0, () -> "a } has no {, expected ${…} around a date or {…} around a name");
    }
    require(depth == 0, () -> "a { has no }, expected {…} around a name");
  }

  private static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise.get());
    }
  }
}
