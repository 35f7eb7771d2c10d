package io.pollhook.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-05-01T12:00:00Z"));
  private final Troubles troubles = new Troubles(2, clock);

  @Test
  void problemIsLoggedWhenItBegins() {
    assertThat(troubles.occurred(1, "HTTP 503")).contains("HTTP 503");
  }

  @Test
  void sameProblemIsNotLoggedAgain() {
    troubles.occurred(1, "no answer within 60 s (request 17)");

    assertThat(troubles.occurred(1, "no answer within 61 s (request 18)")).isEmpty();
  }

  @Test
  void differentProblemIsLoggedWithACountOfThePreviousOne() {
    troubles.occurred(1, "no answer");
    clock.advance(Duration.ofMinutes(125));
    troubles.occurred(1, "no answer");

    assertThat(troubles.occurred(1, "refused"))
        .contains("refused (a different error before, 2 times in 2 h 5 min)");
  }

  @Test
  void endIsLoggedOnceWithACount() {
    troubles.occurred(1, "no answer");
    clock.advance(Duration.ofSeconds(90));

    assertThat(troubles.resolved(1)).contains("once in 1 min 30 s");
    assertThat(troubles.resolved(1)).isEmpty();
  }

  @Test
  void recurringProblemIsLoggedAgain() {
    troubles.occurred(1, "no answer");
    troubles.resolved(1);

    assertThat(troubles.occurred(1, "no answer")).contains("no answer");
  }

  @Test
  void subjectsHaveSeparateProblems() {
    troubles.occurred(1, "no answer");

    assertThat(troubles.occurred(2, "no answer")).contains("no answer");
  }

  @Test
  void problemNotMetForTheLongestTimeIsForgotten() {
    troubles.occurred(1, "no answer");
    troubles.occurred(2, "no answer");
    troubles.occurred(1, "no answer");
    troubles.occurred(3, "no answer");

    assertThat(troubles.resolved(2)).isEmpty();
    assertThat(troubles.resolved(1)).isPresent();
  }
}
