package io.pollhook.delivery;

/** The route went away before it was given the notification: no attempt was made. */
final class ConsumerAbsentException extends Exception {
  private static final long serialVersionUID = 1L;

  ConsumerAbsentException(String url) {
    super("waiting for a consumer of " + url);
  }
}
