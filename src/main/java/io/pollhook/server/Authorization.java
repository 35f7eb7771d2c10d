package io.pollhook.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Authorization: User <s>, Organization <s>[, Element <token>]}, parsed by its
 * keywords: their order and case, commas, extra blanks and a colon after a keyword do not matter.
 */
record Authorization(
    Optional<String> user, Optional<String> organization, Optional<String> element) {
  private static final Pattern PAIR =
      Pattern.compile(
          "(?:^|[\\s,])(user|organization|element)(?:\\s*:\\s*|\\s+)([^\\s,]+)",
          Pattern.CASE_INSENSITIVE);

  /** Parses the header and ignores unknown text. */
  static Authorization parse(String header) {
    Map<String, String> secrets = new HashMap<>();
    Matcher pairs = PAIR.matcher(header);
    while (pairs.find()) {
      secrets.put(pairs.group(1).toLowerCase(Locale.ROOT), pairs.group(2));
    }
    return new Authorization(
        Optional.ofNullable(secrets.get("user")),
        Optional.ofNullable(secrets.get("organization")),
        Optional.ofNullable(secrets.get("element")));
  }

  /** Leaves out secrets, so that the header can be logged. */
  @Override
  public String toString() {
    return "Authorization[user="
        + user.isPresent()
        + ", organization="
        + organization.isPresent()
        + ", element="
        + element.isPresent()
        + "]";
  }
}
