package io.pollhook.google;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Opaque page and sync tokens: encoded parts of text. */
final class Token {
  private static final String SEPARATOR = "\n";

  private Token() {}

  static String of(Object... parts) {
    String joined = String.join(SEPARATOR, Arrays.stream(parts).map(String::valueOf).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(joined.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the parts of a token; empty if it is not of the given kind, its first part. */
  static Optional<List<String>> read(String token, String kind) {
    try {
      byte[] joined = Base64.getUrlDecoder().decode(token);
      List<String> parts = List.of(new String(joined, StandardCharsets.UTF_8).split(SEPARATOR, -1));
      return parts.get(0).equals(kind) ? Optional.of(parts) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
