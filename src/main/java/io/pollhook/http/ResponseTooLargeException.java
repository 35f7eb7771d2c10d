package io.pollhook.http;

import java.io.IOException;

/** Thrown if a call was cut off because its response was larger than allowed. */
public final class ResponseTooLargeException extends IOException {

  /**
   * Creates the exception for a host and its limit.
   *
   * @param host without path and query, which may contain secrets
   * @param bodyBytes the cap
   */
  public ResponseTooLargeException(String host, long bodyBytes) {
    super("the answer from " + host + " is larger than " + bodyBytes + " bytes");
  }

  private ResponseTooLargeException(String message) {
    super(message);
  }

  /**
   * Creates the exception for a response that needs more memory than there is.
   *
   * @param bytes the memory for all responses together
   */
  static ResponseTooLargeException forMemory(String host, long bytes) {
    return new ResponseTooLargeException(
        "the answer from %s needs more than the %d MB of memory for answers; a larger heap (-Xmx) allows more"
            .formatted(host, bytes >> 20));
  }
}
