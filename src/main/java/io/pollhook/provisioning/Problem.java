package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.log.Shortened;
import java.time.Duration;
import java.util.Optional;

/** A request that cannot be fulfilled; the message is for its sender and contains no secrets. */
public final class Problem extends RuntimeException {
  private static final int LONGEST_VALUE = 80;

  private final int status;
  private final String providerMessage;
  private final transient Duration retryAfter;

  private Problem(int status, String message, String providerMessage, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
    this.status = status;
    this.providerMessage = providerMessage;
  }

  /** Creates a problem with the given HTTP status. */
  public static Problem of(int status, String message) {
    return new Problem(status, message, null, null);
  }

  /** Creates a 400. */
  public static Problem invalid(String message) {
    return of(400, message);
  }

  /** Creates a 400: field, received value, expected value. Not for values that may be secret. */
  public static Problem invalid(String field, String value, String expected) {
    String shown = Shortened.to(LONGEST_VALUE, value);
    return invalid(field + " is \"" + shown + "\", expected " + expected);
  }

  /** Creates a 400: field, received type, expected value. */
  public static Problem wrongType(String field, JsonNode value, String expected) {
    return invalid(field + " is " + typeOf(value) + ", expected " + expected);
  }

  /** Creates a 404. */
  public static Problem unknown(String message) {
    return of(404, message);
  }

  /** Returns this problem with the provider's own message. */
  public Problem withProviderMessage(String words) {
    return new Problem(status, getMessage(), words, retryAfter);
  }

  /** Returns this problem with a time after which the call may be repeated. */
  public Problem withRetryAfter(Duration wait) {
    return new Problem(status, getMessage(), providerMessage, wait);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The provider's own message, if it sent one. */
  public Optional<String> providerMessage() {
    return Optional.ofNullable(providerMessage);
  }

  /** The wait before the call may be repeated; empty if that is not known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue().isBlank() ? "blank" : "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      default -> "null";
    };
  }
}
