package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.pollhook.delivery.FailurePolicy.Step;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.log.LogEvents;
import io.pollhook.store.Json;
import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Problems of a callback are logged when they begin, change and end. */
class DeliveryLogTest {
  private static final Step RETRY = new Step(false, false, Duration.ofSeconds(8));
  private static final Step HOLD = new Step(false, true, Duration.ofMinutes(10));
  private static final Instance INSTANCE =
      new Instance(
          17,
          "gmail",
          "n",
          List.of(),
          "t",
          new InstanceConfiguration(Json.MAPPER.createObjectNode()),
          true,
          0);

  @RegisterExtension final LogEvents lines = new LogEvents(DeliveryLog.class);
  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final DeliveryLog log = new DeliveryLog(clock);

  @Test
  void sameFailureIsLoggedOnce() {
    log.failed(INSTANCE, "the callback answered 503", RETRY);
    log.failed(INSTANCE, "the callback answered 503", RETRY);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the callback failed: the callback answered 503; trying again in 8"
                + " s, not logged again while the reason stays the same");
  }

  @Test
  void waitUnderASecondIsNoWaitOfNoSeconds() {
    log.failed(
        INSTANCE, "the callback answered 503", new Step(false, false, Duration.ofMillis(999)));

    assertThat(lines.list.get(0).getFormattedMessage())
        .contains("; trying again within a second, not logged again");
  }

  @Test
  void heldCallbackIsLogged() {
    log.failed(INSTANCE, "the callback answered 503", RETRY);
    log.failed(INSTANCE, "the callback answered 503", HOLD);

    assertThat(lines.list).hasSize(2);
    assertThat(lines.list.get(1).getFormattedMessage()).contains("it is held", "in 600 s");
  }

  @Test
  void recoveredCallbackIsLogged() {
    log.delivered(INSTANCE);
    log.failed(INSTANCE, "x", RETRY);
    clock.advance(Duration.ofSeconds(8));
    log.delivered(INSTANCE);
    log.delivered(INSTANCE);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .element(1)
        .isEqualTo("the callback works again; it failed once in 8 s");
    assertThat(lines.list).hasSize(2);
  }
}
