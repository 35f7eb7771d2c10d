package io.pollhook.delivery;

/** Thrown if the route stopped before it took the notification: no attempt is counted. */
public final class ConsumerAbsentException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception for a callback URL. */
  public ConsumerAbsentException(String url) {
    super("waiting for a consumer of " + url);
  }
}
