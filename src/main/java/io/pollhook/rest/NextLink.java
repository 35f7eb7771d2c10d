package io.pollhook.rest;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Link header's target with the relation next (RFC 8288 §3). */
final class NextLink implements NextPage {
  private static final Pattern LINK =
      Pattern.compile(
          "<([^>]*)>((?:\\s*;\\s*[^=;,\\s]+\\s*(?:=\\s*(?:\"[^\"]*\"|[^\";,\\s]*))?)*)");
  private static final Pattern RELATION =
      Pattern.compile("(?i);\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\";,\\s]+))");

  @Override
  public Optional<String> after(Answer answer) {
    return LINK.matcher(answer.link())
        .results()
        .filter(link -> isNext(link.group(2)))
        .map(link -> PageUrl.of(answer.request(), link.group(1).strip()))
        .findFirst();
  }

  private static boolean isNext(String parameters) {
    Matcher relation = RELATION.matcher(parameters);
    if (!relation.find()) {
      return false;
    }
    String names = relation.group(1) == null ? relation.group(2) : relation.group(1);
    return Arrays.asList(names.strip().split("\\s+")).stream().anyMatch("next"::equalsIgnoreCase);
  }
}
