package io.pollhook.delivery;

/** The route went away before it took the notification: no attempt is counted. */
public final class ConsumerAbsentException extends Exception {
  private static final long serialVersionUID = 1L;

  /** For a callback URL. */
  public ConsumerAbsentException(String url) {
    super("waiting for a consumer of " + url);
  }
}
