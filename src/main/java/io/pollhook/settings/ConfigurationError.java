package io.pollhook.settings;

/** Why the program cannot start, in one line for the person who starts it. */
public final class ConfigurationError extends RuntimeException {
  /** With a message that names the property, what came and what was expected. */
  public ConfigurationError(String message) {
    super(message);
  }
}
