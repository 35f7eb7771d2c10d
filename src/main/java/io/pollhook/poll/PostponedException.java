package io.pollhook.poll;

import java.time.Duration;

/** The budget has no call left for now; no failure of anyone. */
public final class PostponedException extends RuntimeException {
  private final Duration wait;

  PostponedException(Duration wait) {
    super("the budget of calls is spent for now", null, false, false);
    this.wait = wait;
  }

  /** Until the next call. */
  public Duration waitTime() {
    return wait;
  }
}
