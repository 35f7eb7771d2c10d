package io.pollhook.poll;

/** Thrown when objects could not be fetched and are tried again; all other changes are kept. */
final class ObjectsPutOffException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ObjectsPutOffException(String message) {
    super(message);
  }
}
