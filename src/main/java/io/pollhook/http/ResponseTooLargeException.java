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
}
