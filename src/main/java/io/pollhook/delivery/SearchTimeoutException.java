package io.pollhook.delivery;

import java.time.Duration;

/** Thrown if a search for a text in notifications takes too long. */
public final class SearchTimeoutException extends RuntimeException {
  SearchTimeoutException(Duration patience) {
    super("nothing was found within " + patience.toSeconds() + " s");
  }
}
