package io.pollhook.google;

import io.pollhook.loopback.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A call's query parameters, read as Google does. */
final class Parameters {
  /** The parameters that every Google API knows. */
  private static final Set<String> STANDARD =
      Set.of("alt", "fields", "key", "prettyPrint", "quotaUser", "$.xgafv");

  /** The parameters that may differ between the pages and the syncs of one listing. */
  private static final Set<String> OF_ONE_CALL =
      Set.of("maxResults", "pageSize", "pageToken", "syncToken");

  private final Map<String, List<String>> values;
  private final BiFunction<String, String, Response> invalid;

  /**
   * Wraps a query.
   *
   * @param invalid makes the error for a parameter's name and a message
   */
  Parameters(Map<String, List<String>> values, BiFunction<String, String, Response> invalid) {
    this.values = values;
    this.invalid = invalid;
  }

  /** Refuses every parameter that is neither named here nor a standard one. */
  void allow(String... names) {
    Set<String> known = Set.of(names);
    for (String name : values.keySet()) {
      if (!known.contains(name) && !STANDARD.contains(name)) {
        throw refusal(name, "the stand-in does not know this parameter here");
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns the first value, or the default. */
  String text(String name, String otherwise) {
    return has(name) ? values.get(name).get(0) : otherwise;
  }

  /** Returns all values of a repeated parameter, whose values may also be separated by commas. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .toList();
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(text(name, "false"));
  }

  /** Returns a page size: at least 1, limited to the API's maximum. */
  int pageSize(String name, int otherwise, int most) {
    String value = text(name, Integer.toString(otherwise));
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw refusal(name, "not a page size: " + value);
    }
    return Math.min(Integer.parseInt(value), most);
  }

  /** Returns, in one string, the parameters that must stay the same across pages and syncs. */
  String listing() {
    Map<String, List<String>> same = new TreeMap<>(values);
    same.keySet().removeAll(STANDARD);
    same.keySet().removeAll(OF_ONE_CALL);
    return same.toString();
  }

  Refusal refusal(String name, String message) {
    return new Refusal(invalid.apply(name, message));
  }
}
