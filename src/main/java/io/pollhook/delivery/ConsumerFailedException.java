package io.pollhook.delivery;

/** Thrown if the route that took a notification ended with an exception. */
final class ConsumerFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  ConsumerFailedException(String url, Exception cause) {
    super("the consumer of " + url + " failed: " + text(cause), cause);
  }

  private static String text(Exception cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }
}
