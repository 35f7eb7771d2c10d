package io.pollhook.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the token of the next page, if there is one, from a provider's answer. */
public final class PageToken {
  /** Values that providers send in place of a token on the last page. */
  private static final Set<String> ENDS = Set.of("", "false", "0", "-1", "null");

  private PageToken() {}

  /** Returns the token; empty if the field is missing or marks the end of the listing. */
  public static Optional<String> of(JsonNode field) {
    return field.isValueNode() ? of(field.asText()) : Optional.empty();
  }

  /** Returns the token in a text such as a header, which may be null. */
  public static Optional<String> of(String text) {
    return text == null || ENDS.contains(text.strip().toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(text);
  }
}
