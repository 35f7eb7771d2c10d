package io.pollhook.server;

/** A secret or token came that is not valid; says which kind, never its text. */
final class WrongSecretException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongSecretException(String message) {
    super(message, null, false, false); // many may come, and nobody reads where from
  }
}
