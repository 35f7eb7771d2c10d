package io.pollhook.configuration;

/**
 * A polling configuration that cannot be meant. The message names the field, what came and what was
 * expected, and is fit to be shown to whoever sent it.
 */
public final class ConfigurationException extends RuntimeException {
  private static final int LONGEST_VALUE_SHOWN = 300;

  private final String field;

  private ConfigurationException(String field, String message) {
    super(field + " " + message);
    this.field = field;
  }

  /** The value of {@code field} is wrong for a reason that says what would be right. */
  static ConfigurationException of(String field, Object value, String reason) {
    return new ConfigurationException(field, "is " + shortened(value) + ": " + reason);
  }

  /** Something about {@code field} as a whole is wrong, such as its absence. */
  static ConfigurationException of(String field, String reason) {
    return new ConfigurationException(field, reason);
  }

  /** The path of the field, such as {@code event.poller.configuration.contacts.url}. */
  public String field() {
    return field;
  }

  private static String shortened(Object value) {
    String text = value instanceof String string ? '"' + string + '"' : String.valueOf(value);
    return text.length() <= LONGEST_VALUE_SHOWN
        ? text
        : text.substring(0, LONGEST_VALUE_SHOWN) + "…";
  }
}
