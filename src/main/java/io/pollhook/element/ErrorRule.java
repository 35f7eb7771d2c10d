package io.pollhook.element;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;

/**
 * What a refusal means. All that a rule names must fit.
 *
 * @param status the statuses that it is about; null for every one that is no success
 * @param header by name: regular expressions of which each is found in that header
 * @param body what stands in the body; null where that does not matter
 * @param means what becomes of the poll
 * @param retryAfterHeader the header with the seconds or the date to wait for; {@code Retry-After}
 *     counts without being named
 * @param resetHeader the header with the moment from which on calls are taken again, in epoch
 *     seconds
 */
public record ErrorRule(
    Statuses status,
    Map<String, String> header,
    BodyMatch body,
    Meaning means,
    String retryAfterHeader,
    String resetHeader) {

  /** Copies, and puts nothing in place of null. */
  public ErrorRule {
    header = header == null ? Map.of() : Map.copyOf(header);
  }

  /**
   * A field of a JSON body.
   *
   * @param path where it stands, such as {@code error.code}
   * @param matches a regular expression that is found in it
   */
  public record BodyMatch(String path, String matches) {}

  /** What becomes of a refused poll. */
  public enum Meaning {
    /** Too many calls: later. */
    RATE_LIMITED("rate-limited"),
    /** The access token is not taken: it is renewed once. */
    UNAUTHORIZED("unauthorized"),
    /** The account must be authenticated again by a person. */
    NEEDS_REAUTHENTICATION("needs-reauthentication"),
    /** The page token is not known any more: the listing starts again. */
    CURSOR_REFUSED("cursor-refused"),
    /** Not without a person's help. */
    REFUSED("refused"),
    /** The provider's own trouble: later. */
    UNAVAILABLE("unavailable");

    private final String text;

    Meaning(String text) {
      this.text = text;
    }

    /** As elements name it. */
    @JsonValue
    public String text() {
      return text;
    }
  }
}
