package io.pollhook.element;

import java.util.Map;

/**
 * The meaning of some error responses. All conditions of a rule must match.
 *
 * @param status the statuses; null for every status that is not a success
 * @param header regular expressions (RE2) to be found in headers, by the header's name
 * @param body a field of the body; null if the body does not matter
 * @param means the meaning for the poll
 * @param retryAfterHeader a header with the seconds or the date to wait for, besides {@code
 *     Retry-After}
 * @param resetHeader a header with the time, in epoch seconds, from which calls are allowed again
 */
public record ErrorRule(
    Statuses status,
    Map<String, String> header,
    BodyMatch body,
    ErrorMeaning means,
    String retryAfterHeader,
    String resetHeader) {

  /** Replaces null with no headers. */
  public ErrorRule {
    header = header == null ? Map.of() : Map.copyOf(header);
  }

  /**
   * A field of a JSON body.
   *
   * @param path such as {@code error.code}
   * @param matches a regular expression (RE2) to be found in it
   */
  public record BodyMatch(String path, String matches) {}
}
