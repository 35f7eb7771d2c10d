package io.pollhook.configuration;

import io.pollhook.log.Shortened;

/**
 * Thrown for a polling configuration that is not valid. The message names the field, its value and
 * what was expected, and may be shown to whoever sent it.
 */
public final class ConfigurationException extends RuntimeException {
  private static final int LONGEST_VALUE_SHOWN = 300;

  private final String field;

  private ConfigurationException(String field, String message) {
    super(field + " " + message);
    this.field = field;
  }

  /** Creates an exception for a wrong value; the reason says what was expected. */
  static ConfigurationException of(String field, Object value, String reason) {
    return new ConfigurationException(field, "is " + shortened(value) + ": " + reason);
  }

  /** Creates an exception for a field as a whole, such as one that is missing. */
  static ConfigurationException of(String field, String reason) {
    return new ConfigurationException(field, reason);
  }

  /** The path of the field, such as {@code event.poller.configuration.contacts.url}. */
  public String field() {
    return field;
  }

  private static String shortened(Object value) {
    String text = value instanceof String string ? '"' + string + '"' : String.valueOf(value);
    return Shortened.to(LONGEST_VALUE_SHOWN, text);
  }
}
