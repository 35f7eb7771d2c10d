package io.pollhook.configuration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A url with a mark for each placeholder, so that it can be split regardless of the quotes and
 * colons within placeholders.
 */
final class Skeleton {
  /** A character that no url contains. */
  static final char MARK = '\0';

  private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final char UNDECODABLE = '\uFFFD';

  private Skeleton() {}

  static String path(String skeleton) {
    int question = skeleton.indexOf('?');
    return question < 0 ? skeleton : skeleton.substring(0, question);
  }

  /** The query's parameters; an ampersand between single quotes does not end one. */
  static List<QueryParameter> query(String skeleton) {
    List<QueryParameter> parameters = new ArrayList<>();
    StringBuilder parameter = new StringBuilder();
    String text = queryText(skeleton) + '&';
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      quoted ^= c == '\'';
      if (c != '&' || quoted) {
        parameter.append(c);
      } else {
        if (!parameter.isEmpty()) {
          parameters.add(parameter(parameter.toString()));
        }
        parameter.setLength(0);
      }
    }
    return parameters;
  }

  static String queryText(String skeleton) {
    int question = skeleton.indexOf('?');
    return question < 0 ? "" : skeleton.substring(question + 1);
  }

  private static QueryParameter parameter(String text) {
    int equal = text.indexOf('=');
    return equal < 0
        ? new QueryParameter(decoded(text.strip()), "")
        : new QueryParameter(
            decoded(text.substring(0, equal).strip()), decoded(text.substring(equal + 1).strip()));
  }

  /** Decodes text in which every % begins an escape of UTF-8; other text was not encoded. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0 || NO_ESCAPE.matcher(text).find()) {
      return text;
    }
    // A plus is kept: hand-written CEQL has offsets (+06:00), but no spaces written as plus.
    String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    return decoded.indexOf(UNDECODABLE) < 0 ? decoded : text;
  }

  /** Returns a filler that replaces the marks with texts, in order. */
  static Filler filler(List<String> texts) {
    return new Filler(texts.iterator());
  }

  record Filler(Iterator<String> texts) {
    String fill(String part) {
      StringBuilder filled = new StringBuilder();
      part.chars()
          .forEach(
              c -> {
                if (c == MARK) {
                  filled.append(texts.next());
                } else {
                  filled.append((char) c);
                }
              });
      return filled.toString();
    }
  }
}
