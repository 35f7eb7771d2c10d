package io.pollhook.change;

/** An answer of the provider that is not what its documentation promises. */
public final class MalformedPageException extends RuntimeException {
  /** With what came and what was expected. */
  public MalformedPageException(String message) {
    super(message);
  }
}
