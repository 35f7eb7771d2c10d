package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pollhook.element.Budget;
import io.pollhook.element.Element;
import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each call is taken from both the account's budget and the element's. */
class BudgetsTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
  private final Budgets budgets = new Budgets(() -> clock.millis() * 1_000_000);

  private static Element element(Integer account, Integer all) {
    return element(new Budget(account, all, null, null));
  }

  private static Element element(Budget budget) {
    return new Element(
        "acme", null, null, null, null, null, null, null, null, null, budget, null, null, null);
  }

  private long taken(Element element, long account, int wanted) {
    return LongStream.range(0, wanted).filter(any -> isTaken(element, account)).count();
  }

  private boolean isTaken(Element element, long account) {
    try {
      budgets.take(element, account);
      return true;
    } catch (PostponedException e) {
      return false;
    }
  }

  @Test
  void accountsHaveSeparateBudgets() {
    Element element = element(60, null);
    assertThat(taken(element, 1, 1_000)).isEqualTo(60);
    assertThat(taken(element, 2, 1_000)).isEqualTo(60);
  }

  @Test
  void allAccountsShareTheElementsBudget() {
    Element element = element(60, 100);
    assertThat(taken(element, 1, 1_000)).isEqualTo(60);
    assertThat(taken(element, 2, 1_000)).isEqualTo(40);
  }

  @Test
  void refusalByTheElementTakesNothingFromTheAccount() {
    assertThat(taken(element(2, 1), 1, 5)).isEqualTo(1);
    assertThat(taken(element(2, 10), 1, 5)).isEqualTo(1);
  }

  @Test
  void budgetRefillsCallByCall() {
    Element element = element(60, null);
    taken(element, 1, 60);
    assertThatExceptionOfType(PostponedException.class)
        .isThrownBy(() -> budgets.take(element, 1))
        .satisfies(e -> assertThat(e.waitTime()).isEqualTo(Duration.ofSeconds(1)));
    clock.advance(Duration.ofSeconds(3));
    assertThat(taken(element, 1, 10)).isEqualTo(3);
  }

  @Test
  void secondsHaveASeparateBudget() {
    Element element = element(new Budget(4, null, 2, null));
    assertThat(taken(element, 1, 10)).isEqualTo(2);
    clock.advance(Duration.ofSeconds(1));
    assertThat(taken(element, 1, 10)).isEqualTo(2);
    clock.advance(Duration.ofSeconds(1));
    assertThat(taken(element, 1, 10)).as("the minute's calls are spent").isZero();
    Element shared = element(new Budget(null, null, null, 3));
    assertThat(taken(shared, 1, 10) + taken(shared, 2, 10)).isEqualTo(3);
  }

  @Test
  void callsAreUnlimitedWithoutABudget() {
    assertThat(taken(element(null, null), 1, 1_000)).isEqualTo(1_000);
  }
}
