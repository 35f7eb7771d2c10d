package io.pollhook.settings;

/** A mistake that keeps the program from starting; one line for the person who starts it. */
public final class ConfigurationError extends RuntimeException {
  /** Creates the error; the message names the property, its value and the expected one. */
  public ConfigurationError(String message) {
    super(message);
  }
}
