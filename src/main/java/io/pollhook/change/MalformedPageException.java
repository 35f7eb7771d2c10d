package io.pollhook.change;

/** Thrown for an answer of a provider that does not have its documented form. */
public final class MalformedPageException extends RuntimeException {
  /** Creates the exception with a message that says what was expected and what came. */
  public MalformedPageException(String message) {
    super(message);
  }
}
