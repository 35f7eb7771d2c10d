package io.pollhook.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The times at which a tick queries the database. */
class DueGateTest {
  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final DueGate gate = new DueGate(clock::millis);

  private void query(long next) {
    gate.claim("rows", claimed -> next);
  }

  /** This happens after a start with more due rows than permits: the first claims end soon. */
  @Test
  void isOpenUntilTheFirstQueryEvenIfRowsAreDueLater() {
    gate.dueAt(Duration.ofMinutes(15).toMillis());
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensWhenTheNextRowIsDue() {
    query(700);
    assertThat(gate.isOpen()).isFalse();
    clock.advance(Duration.ofMillis(700));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensWhenAnEarlierRowIsDue() {
    query(700);
    gate.dueAt(300);
    clock.advance(Duration.ofMillis(300));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensAfterASecondBecauseOtherNodesMakeRowsDueToo() {
    query(Long.MAX_VALUE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensAtOnceIfTheClockIsSetBack() {
    query(700);
    clock.advance(Duration.ofHours(-1));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void staysClosedDuringAQuery() {
    gate.claim(
        "rows",
        claimed -> {
          clock.advance(Duration.ofHours(1));
          assertThat(gate.isOpen()).isFalse();
          return 700;
        });
  }

  @Test
  void rowsThatBecomeDueDuringAQueryAreNotForgotten() {
    gate.claim(
        "rows",
        claimed -> {
          gate.dueAt(300);
          return 700;
        });
    clock.advance(Duration.ofMillis(300));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void isOpenAfterAQueryWhoseEndCouldNotBeTimed() {
    AtomicBoolean clockFails = new AtomicBoolean();
    DueGate unreliable =
        new DueGate(
            () -> {
              if (clockFails.get()) {
                throw new IllegalStateException("no time");
              }
              return clock.millis();
            });
    clockFails.set(true);
    assertThatThrownBy(() -> unreliable.claim("rows", claimed -> 700));
    clockFails.set(false);
    assertThat(unreliable.isOpen()).isTrue();
  }

  @Test
  void rowsThatAreDueNowWakeOnce() {
    AtomicInteger woken = new AtomicInteger();
    gate.onDue(woken::incrementAndGet);
    query(700);

    gate.dueNow();
    gate.dueNow();

    assertThat(woken).hasValue(1);
    assertThat(gate.isOpen()).isTrue();
  }
}
