package io.pollhook.http;

import java.io.IOException;

/** A call was cut off because its answer was larger than allowed. */
public final class ResponseTooLargeException extends IOException {

  /**
   * Says where from and what was allowed.
   *
   * @param host without path and query, which may hold secrets
   * @param bodyBytes the cap
   */
  public ResponseTooLargeException(String host, long bodyBytes) {
    super("the answer from " + host + " is larger than " + bodyBytes + " bytes");
  }

  private ResponseTooLargeException(String message) {
    super(message);
  }

  /**
   * Says that it takes more memory than there is.
   *
   * @param bytes that all answers may take together
   */
  static ResponseTooLargeException forMemory(String host, long bytes) {
    return new ResponseTooLargeException(
        "the answer from %s takes more than the %d MB of memory for answers; a larger heap (-Xmx) has more"
            .formatted(host, bytes >> 20));
  }
}
