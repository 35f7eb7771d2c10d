package io.pollhook.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.log.LogEvents;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a query claims, also if it fails halfway. */
class DueGateClaimsTest {
  private final DueGate gate = new DueGate(() -> 0);
  @RegisterExtension final LogEvents logged = new LogEvents(DueGate.class);

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
