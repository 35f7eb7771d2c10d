package io.pollhook.server;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header {@code Authorization: User <s>, Organization <s>[, Element <token>]}, in any order.
 */
record Authorization(
    Optional<String> user, Optional<String> organization, Optional<String> element) {

  /** Reads it; what it does not understand it leaves out. */
  static Authorization parse(String header) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : header.split(",", -1)) {
      String[] nameAndValue = pair.strip().split("\\s+", 2);
      if (nameAndValue.length == 2) {
        pairs.put(nameAndValue[0].toLowerCase(Locale.ROOT), nameAndValue[1]);
      }
    }
    return new Authorization(
        Optional.ofNullable(pairs.get("user")),
        Optional.ofNullable(pairs.get("organization")),
        Optional.ofNullable(pairs.get("element")));
  }

  /** Shows no secret, wherever it is logged. */
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
