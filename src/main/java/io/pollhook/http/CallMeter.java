package io.pollhook.http;

/** Counts the calls of an {@link OutboundHttp}. Implementations return at once and never throw. */
@FunctionalInterface
public interface CallMeter {
  /** Counts nothing. */
  CallMeter NONE = (element, status) -> {};

  /** The status of a call without an answer: no connection, a broken one, or a timeout. */
  String NO_ANSWER = "none";

  /**
   * Counts a call that has ended.
   *
   * @param element the key of the provider's element; empty if the call named none
   * @param status the HTTP status as text, or {@link #NO_ANSWER}
   */
  void ended(String element, String status);
}
