package io.pollhook.http;

import java.io.IOException;
import java.time.Duration;

/** Thrown if a call was cut off because its response was not complete in time. */
public final class DeadlineExceededException extends IOException {

  /**
   * Creates the exception for a host and its deadline.
   *
   * @param host without path and query, which may contain secrets
   */
  public DeadlineExceededException(String host, Duration total, Throwable cause) {
    super("no complete response from " + host + " within " + inWords(total), cause);
  }

  private static String inWords(Duration total) {
    return total.toMillisPart() == 0 ? total.toSeconds() + " s" : total.toMillis() + " ms";
  }
}
