package io.pollhook.server;

/** Thrown for a secret or token that is not valid; the message names its kind, never its value. */
final class WrongSecretException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongSecretException(String message) {
    super(message, null, false, false); // no stack trace: there may be many
  }
}
