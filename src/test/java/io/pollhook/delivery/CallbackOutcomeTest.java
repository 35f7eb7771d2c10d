package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class CallbackOutcomeTest {
  private static final Exchange EXCHANGE = new DefaultExchange(new DefaultCamelContext());

  private final CallbackOutcome outcome =
      new CallbackOutcome(Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void retryAfterDateBecomesAWait() {
    assertThat(outcome.answered(503, "Sat, 21 Nov 2026 12:02:00 GMT", EXCHANGE).retryAfter())
        .contains(Duration.ofMinutes(2));
  }

  @Test
  void pastRetryAfterDateMeansNoWait() {
    assertThat(outcome.answered(503, "Sat, 21 Nov 2026 11:00:00 GMT", EXCHANGE).retryAfter())
        .contains(Duration.ZERO);
  }

  @Test
  void unreadableRetryAfterIsIgnored() {
    assertThat(outcome.answered(503, "soon", EXCHANGE).retryAfter()).isEmpty();
    assertThat(outcome.answered(503, null, EXCHANGE).retryAfter()).isEmpty();
  }
}
