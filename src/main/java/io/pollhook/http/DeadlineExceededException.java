package io.pollhook.http;

import java.io.IOException;
import java.time.Duration;

/** A call was cut off because its answer was not complete in time. */
public final class DeadlineExceededException extends IOException {

  /**
   * Says where to and after how long.
   *
   * @param host without path and query, which may hold secrets
   */
  public DeadlineExceededException(String host, Duration total, Throwable cause) {
    super("no complete answer from " + host + " within " + total.toMillis() + " ms", cause);
  }
}
