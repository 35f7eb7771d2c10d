package io.pollhook.poll;

import java.time.Duration;

/** Thrown when the budget has no call left for now; this is not a failure. */
public final class PostponedException extends RuntimeException {
  private final Duration wait;

  PostponedException(Duration wait) {
    super("the budget of calls is spent for now", null, false, false);
    this.wait = wait;
  }

  /** The wait until the next call is allowed. */
  public Duration waitTime() {
    return wait;
  }
}
