package io.pollhook.configuration;

import io.pollhook.http.OutgoingUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the placeholders of a url. */
final class UrlTemplateParser {
  private static final int LONGEST_URL = 8_000;

  private UrlTemplateParser() {}

  static UrlTemplate parse(String text) {
    require(text.length() <= LONGEST_URL, "it is longer than %d characters".formatted(LONGEST_URL));
    require(
        text.chars().noneMatch(Character::isISOControl),
        "it contains a line break or another control character");
    Scanned scanned = scan(text);
    UrlRules.check(scanned.skeleton());
    UrlTemplate url = new UrlTemplate(text, scanned.skeleton(), scanned.placeholders());
    ResolvedUrl resolved = url.resolve(Instant.EPOCH, Instant.EPOCH);
    requireText(resolved);
    UrlRules.checkSteps(resolved.path());
    return url;
  }

  /**
   * Checks the url with its dates filled in: quoted text in a date's format may complete a
   * forbidden text.
   */
  private static void requireText(ResolvedUrl url) {
    try {
      OutgoingUrl.requireText(url.path());
      OutgoingUrl.requireNoExpression(url.text());
      for (QueryParameter parameter : url.query()) { // decoded here
        OutgoingUrl.requireNoExpression(parameter.name());
        OutgoingUrl.requireNoExpression(parameter.value());
      }
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("with its dates, it " + wrong.getMessage(), wrong);
    }
  }

  /** A text with a {@link Skeleton#MARK} for each of its placeholders. */
  record Scanned(String skeleton, List<Placeholder> placeholders) {}

  static Scanned scan(String text) {
    List<Placeholder> placeholders = new ArrayList<>();
    StringBuilder skeleton = new StringBuilder();
    int at = 0;
    for (int start; (start = text.indexOf("${", at)) >= 0; ) {
      int end = closingBrace(text, start + 1);
      skeleton.append(text, at, start).append(Skeleton.MARK);
      placeholders.add(Placeholder.parse(text.substring(start + 2, end)));
      at = end + 1;
    }
    skeleton.append(text, at, text.length());
    return new Scanned(skeleton.toString(), placeholders);
  }

  private static int closingBrace(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length(); at++) {
      depth += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException(
        "the placeholder at position %d is never closed, expected ${…}".formatted(open));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
