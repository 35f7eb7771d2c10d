package io.pollhook.delivery;

/** Thrown if the route that took a notification ended with an exception. */
final class ConsumerFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  ConsumerFailedException(String url, Exception cause) {
    super("the consumer of " + url + " failed" + reason(cause), cause);
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null
        ? " without a message; the log has the details"
        : ": " + cause.getMessage();
  }
}
