package io.pollhook.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a tick looks into the database. */
class DueGateTest {
  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final DueGate gate = new DueGate(clock::millis);

  private void look(long next) {
    gate.beginLook();
    gate.endLook(next);
  }

  /** As after a start with more due rows than there are permits: the first claims end soon. */
  @Test
  void isOpenUntilTheFirstLookAlthoughSomethingIsDueLater() {
    gate.dueAt(Duration.ofMinutes(15).toMillis());
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensWhenTheNextIsDue() {
    look(700);
    assertThat(gate.isOpen()).isFalse();
    clock.advance(Duration.ofMillis(700));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensForWhatIsDueBeforeIt() {
    look(700);
    gate.dueAt(300);
    clock.advance(Duration.ofMillis(300));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensAfterASecondBecauseOtherNodesMakeRowsDueToo() {
    look(Long.MAX_VALUE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void opensAtOnceIfTheClockGoesBack() {
    look(700);
    clock.advance(Duration.ofHours(-1));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void staysShutDuringALook() {
    gate.beginLook();
    clock.advance(Duration.ofHours(1));
    assertThat(gate.isOpen()).isFalse();
  }

  @Test
  void forgetsNothingThatBecomesDueDuringALook() {
    gate.beginLook();
    gate.dueAt(300);
    gate.endLook(700);
    clock.advance(Duration.ofMillis(300));
    assertThat(gate.isOpen()).isTrue();
  }

  @Test
  void wakesOnceForWhatIsDueNow() {
    AtomicInteger woken = new AtomicInteger();
    gate.onDue(woken::incrementAndGet);
    look(700);

    gate.dueNow();
    gate.dueNow();

    assertThat(woken).hasValue(1);
    assertThat(gate.isOpen()).isTrue();
  }
}
