package io.pollhook.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.instance.InstanceConfiguration;
import java.math.BigDecimal;
import java.time.Duration;

/** Checks {@code event.poller.refresh_interval}: minutes, fractional, as a number or a text. */
final class RefreshInterval {
  /** Cloud Elements' default for most elements. */
  static final String DEFAULT = "15";

  private static final String FIELD = "configuration." + InstanceConfiguration.REFRESH_INTERVAL;
  private static final BigDecimal MILLIS_A_MINUTE = BigDecimal.valueOf(60_000);
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);
  private static final int LONGEST = 40;

  private final Duration minimum;

  RefreshInterval(Duration minimum) {
    this.minimum = minimum;
  }

  void check(JsonNode value) {
    BigDecimal minutes = read(value);
    if (minutes.signum() <= 0 || minutes.compareTo(MOST) > 0) {
      throw wrong(value, "minutes above zero, up to " + MOST);
    }
    BigDecimal least = BigDecimal.valueOf(minimum.toMillis());
    if (minutes.multiply(MILLIS_A_MINUTE).compareTo(least) < 0) {
      throw wrong(
          value, "at least " + minimumMinutes() + " minutes (pollhook.poll.minimum-interval)");
    }
  }

  /** The default, or the bound if that is higher. */
  String defaultMinutes() {
    return new BigDecimal(minimumMinutes()).max(new BigDecimal(DEFAULT)).toPlainString();
  }

  private String minimumMinutes() {
    BigDecimal minutes =
        BigDecimal.valueOf(minimum.toMillis())
            .divide(MILLIS_A_MINUTE, 6, java.math.RoundingMode.CEILING);
    return minutes.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal read(JsonNode value) {
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (!value.isTextual()) {
      throw Problem.wrongType(FIELD, value, "minutes, such as 15 or \"0.5\"");
    }
    String text = value.textValue().strip();
    try {
      if (text.length() <= LONGEST) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw wrong(value, "minutes, such as 15 or \"0.5\"");
  }

  private static Problem wrong(JsonNode value, String expected) {
    return Problem.invalid(FIELD, value.asText(), expected);
  }
}
