package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.delivery.FailurePolicy.Setback;
import io.pollhook.delivery.FailurePolicy.Step;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailurePolicyTest {
  private static final Step PARKED = new Step(true, false, Duration.ZERO);

  private final FailurePolicy policy = policy(20);

  @Test
  void refusedNotificationIsParkedAfterItsTenthAttempt() {
    assertThat(policy.after(new Setback(1, 9, false, 0), answered(422), true).parked()).isFalse();
    assertThat(policy.after(new Setback(1, 10, false, 0), answered(422), true)).isEqualTo(PARKED);
  }

  @Test
  void refusedNotificationIsParkedAfterTheLastAttemptOfAShorterSchedule() {
    FailurePolicy shorter = policy(2);

    assertThat(shorter.after(new Setback(1, 2, false, 0), answered(400), true).parked()).isFalse();
    assertThat(shorter.after(new Setback(1, 3, false, 0), answered(400), true)).isEqualTo(PARKED);
  }

  @Test
  void nothingIsParkedUnlessTheInstanceAsksForIt() {
    Step step = policy.after(new Setback(1, 25, false, 0), answered(400), false);

    assertThat(step.parked()).isFalse();
    assertThat(step.held()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 408, 410, 429, 500, 503})
  void responsesNotAboutTheNotificationParkNothing(int status) {
    assertThat(policy.after(new Setback(1, 30, true, 0), answered(status), true).parked())
        .isFalse();
  }

  @Test
  void missingAnswerParksNothing() {
    AttemptResult unanswered = AttemptResult.unanswered("refused", false);

    assertThat(policy.after(new Setback(1, 30, true, 0), unanswered, true).parked()).isFalse();
  }

  @Test
  void fifthParkedNotificationInARowHoldsTheCallback() {
    Step step = policy.after(new Setback(1, 10, false, 4), answered(400), true);

    assertThat(step.parked()).isTrue();
    assertThat(step.held()).isTrue();
    assertThat(step.pause()).isGreaterThan(Duration.ofMinutes(7));
  }

  @Test
  void heldCallbackParksNothingMore() {
    Step step = policy.after(new Setback(1, 10, true, 5), answered(400), true);

    assertThat(step.parked()).isFalse();
    assertThat(step.held()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"false, 1, 410", "true, 1, 503", "false, 21, 503"})
  void callbackIsHeldIfGoneOrHeldBeforeOrOutOfRetries(boolean held, int failures, int status) {
    assertThat(policy.after(new Setback(1, failures, held, 0), answered(status), false).held())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"false, 21, 503", "true, 2, 503", "false, 21, 400"})
  void heldCallbackThatIsDownIsProbedEveryFiveMinutes(boolean held, int failures, int status) {
    assertThat(policy.after(new Setback(1, failures, held, 0), answered(status), false).pause())
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 2", "true, 22"})
  void callbackThatIsGoneIsProbedEveryTenMinutes(boolean held, int failures) {
    assertThat(policy.after(new Setback(1, failures, held, 0), answered(410), false).pause())
        .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
  }

  @ParameterizedTest
  @CsvSource({"false, 10, 4", "true, 1, 5", "true, 30, 5"})
  void callbackThatRefusesEverythingIsProbedEveryTenMinutes(
      boolean held, int failures, int parked) {
    assertThat(policy.after(new Setback(1, failures, held, parked), answered(400), true).pause())
        .isBetween(Duration.ofMinutes(8), Duration.ofMinutes(12));
  }

  @Test
  void callbackThatRefusedEverythingAndIsDownNowIsProbedEveryFiveMinutes() {
    assertThat(policy.after(new Setback(1, 2, true, 5), answered(503), true).pause())
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  private static AttemptResult answered(int status) {
    return new AttemptResult(
        status, "the callback answered " + status, false, Optional.empty(), null);
  }

  private static FailurePolicy policy(int waits) {
    return new FailurePolicy(new RetrySchedule(Collections.nCopies(waits, Duration.ofSeconds(1))));
  }
}
