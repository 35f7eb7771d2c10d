package io.pollhook.change;

import io.pollhook.change.DatedListing.Habits;
import io.pollhook.change.DatedListing.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/** An account at a provider that lists by dates, and the generator of its changes. */
final class DatedAccount {
  private static final List<String> IDS =
      List.of("a", "b", "c", "d", "e", "f", "undated-1", "undated-2", "nameless-1", "future-1");

  private final Random random;
  private final Habits habits;
  private final DatedListing provider;

  /**
   * Creates an account for a kind of trouble, at a provider with a random unit, order and page
   * size.
   */
  DatedAccount(DatesTrouble trouble, Random random, Instant now) {
    this.random = random;
    List<ChronoUnit> units = trouble.units();
    ChronoUnit unit = units.get(random.nextInt(units.size()));
    habits =
        new Habits(
            unit,
            List.of(Order.values()).get(random.nextInt(Order.values().length)),
            1 + random.nextInt(4),
            random.nextBoolean(),
            unit == ChronoUnit.MILLIS && random.nextInt(4) == 0,
            trouble.mostLate());
    provider = new DatedListing(habits, random, now);
  }

  Random random() {
    return random;
  }

  Habits habits() {
    return habits;
  }

  DatedListing provider() {
    return provider;
  }

  /**
   * Writes some objects before the first poll.
   *
   * @param recentToo whether some are from the last hour; otherwise all are days old
   */
  void writeBefore(boolean recentToo) {
    for (int i = random.nextInt(6); i > 0; i--) {
      boolean recent = recentToo && random.nextBoolean();
      long seconds = recent ? random.nextInt(3600) : 86_400 * (3 + random.nextInt(9));
      String id = IDS.get(random.nextInt(IDS.size())) + "-old-" + i;
      provider.writeBefore(id, Duration.ofSeconds(seconds));
    }
    provider.pass(Duration.ofSeconds(1));
  }

  void edits(int most, boolean late) {
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      edit(late);
    }
  }

  private void edit(boolean late) {
    String id = IDS.get(random.nextInt(IDS.size()));
    if (random.nextInt(5) == 0) {
      provider.delete(id);
    } else {
      provider.write(id, late && random.nextInt(3) == 0);
    }
    if (random.nextBoolean()) {
      provider.pass(Duration.ofMillis(random.nextInt(1500)));
    }
  }

  /** Lets polls run undisturbed from now on. */
  void calm() {
    provider.whilePaging(() -> {});
    provider.refusesPages(false);
  }
}
