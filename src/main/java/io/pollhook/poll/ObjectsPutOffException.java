package io.pollhook.poll;

/** Objects that could not be fetched are tried again; everything else that was found counts. */
final class ObjectsPutOffException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ObjectsPutOffException(String message) {
    super(message);
  }
}
