package io.pollhook.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a query claims, also if it fails halfway. */
class DueGateClaimsTest {
  private final DueGate gate = new DueGate(() -> 0);
  private final Logger logger = (Logger) LoggerFactory.getLogger(DueGate.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  @Test
  void claimsOfAQueryAreReturnedInTheirOrder() {
    assertThat(gate.claim("polls", claiming(700, "a", "b"))).containsExactly("a", "b");
    assertThat(gate.isOpen()).isFalse();
    assertThat(logged.list).isEmpty();
  }

  @Test
  void failureAfterAClaimIsLoggedOnceAndTheClaimsAreReturned() {
    assertThat(gate.claim("polls", failingAfter("a", "b"))).containsExactly("a", "b");

    assertThat(logged.list)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getFormattedMessage()).contains("due polls failed", "the 2 claimed");
              assertThat(line.getThrowableProxy().getMessage()).isEqualTo("no database");
            });
  }

  @Test
  void gateIsOpenAfterAFailureThatFollowedAClaim() {
    gate.claim("polls", failingAfter("a"));

    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void failureBeforeAnyClaimIsThrownAndNotLogged() {
    assertThatThrownBy(() -> gate.claim("polls", failingAfter())).hasMessage("no database");
    assertThat(logged.list).isEmpty();
  }

  @Test
  void gateIsOpenAfterAFailureBeforeAnyClaim() {
    assertThatThrownBy(() -> gate.claim("polls", failingAfter()));

    assertThat(gate.isOpen()).isTrue();
  }

  /** An error of the virtual machine must reach the tick, which survives it. */
  @Test
  void errorIsThrownEvenAfterAClaim() {
    assertThatThrownBy(
            () ->
                gate.claim(
                    "polls",
                    claimed -> {
                      claimed.add("a");
                      throw new OutOfMemoryError();
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(gate.isOpen()).isTrue();
  }

  private static ToLongFunction<List<String>> claiming(long next, String... claims) {
    return claimed -> {
      claimed.addAll(List.of(claims));
      return next;
    };
  }

  private static ToLongFunction<List<String>> failingAfter(String... claims) {
    return claimed -> {
      claimed.addAll(List.of(claims));
      throw new IllegalStateException("no database");
    };
  }
}
