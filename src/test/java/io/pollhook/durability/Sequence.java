package io.pollhook.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.Account;
import io.pollhook.google.GoogleStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The life of one account: rounds of changes amid faults, all of which are delivered in the end.
 */
final class Sequence {
  private static final int ROUNDS = 2;
  private static final int MOST_STEPS = 12;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(150);

  /**
   * Faults delay a feed by some seconds, and a group only counts as deleted when it is missing
   * twice.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Creates and deletes instances. */
  interface Instances {
    /** Creates an instance that polls every 200 ms, and returns its id. */
    long create(String account, String element, String callback, JsonNode polling);

    void delete(long id);
  }

  private final GoogleStandIn google;
  private final Instances instances;
  private final long seed;
  private final Random random;
  private final List<String> log = new ArrayList<>();

  Sequence(GoogleStandIn google, Instances instances, long seed) {
    this.google = google;
    this.instances = instances;
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** Runs the sequence; fails if an event is lost, duplicate or invented. */
  void live() {
    Account account = google.addAccount("user" + seed + "@example.com");
    try (CallbackReceiver receiver = new CallbackReceiver()) {
      User user = new User(account, random);
      user.changeEverything();
      String callback = receiver.url().toString();
      List<Long> ids =
          List.of(
              instances.create(account.email(), "gmail", callback, Seeds.MAIL),
              instances.create(account.email(), "googlesuite", callback, Seeds.SUITE));
      Observed observed = new Observed(account, receiver, Seeds.resources(account.email()));
      Troubles troubles = new Troubles(google, account, receiver, random);
      for (int round = 0; round < ROUNDS; round++) {
        steps(user, troubles);
        troubles.end();
        user.changeEverything();
        awaitReported(observed);
      }
      user.changeEverything(); // so that late events cannot go unnoticed
      awaitReported(observed);
      assertThat(receiver.idsWithSeveralBodies()).as(this::toString).isEmpty();
      ids.forEach(instances::delete);
    }
  }

  private void steps(User user, Troubles troubles) {
    int steps = 1 + random.nextInt(MOST_STEPS);
    for (int step = 0; step < steps; step++) {
      log.add(random.nextInt(4) == 0 ? troubles.begin() : user.change());
      LockSupport.parkNanos((long) (LONGEST_PAUSE.toNanos() * random.nextDouble()));
    }
    log.add("all is well");
  }

  private void awaitReported(Observed observed) {
    await(toString())
        .atMost(PATIENCE)
        .pollInterval(50, TimeUnit.MILLISECONDS)
        .untilAsserted(() -> assertThat(observed.discrepancies()).as(this::toString).isEmpty());
    observed.mark();
  }

  @Override
  public String toString() {
    return "sequence " + seed + " " + log;
  }
}
