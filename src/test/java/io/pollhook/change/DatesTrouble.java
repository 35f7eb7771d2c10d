package io.pollhook.change;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The kinds of trouble that polls by dates must handle, in rounds of one poll each. */
enum DatesTrouble {
  /** Equal dates, late writes, deletes, ids used again, broken dates, refused pages, failures. */
  LATE_WRITES(Duration.ofMinutes(10), ChronoUnit.DAYS) {
    @Override
    void edit(DatedAccount account) {
      account.edits(6, true);
    }

    @Override
    Duration pause(Random random, int round) {
      return Duration.ofSeconds(random.nextInt(round % 4 == 3 ? 7200 : 300));
    }

    @Override
    void arrange(DatedAccount account, int round, boolean looked) {
      account.provider().refusesPages(account.random().nextBoolean());
    }

    @Override
    boolean mayBreakOff(int round) {
      return true;
    }
  },

  /** Objects move between the pages of every other poll while these are read. */
  DRIFTING_PAGES(Duration.ofMinutes(2), ChronoUnit.DAYS) {
    @Override
    void edit(DatedAccount account) {
      account.edits(6, true);
    }

    @Override
    Duration pause(Random random, int round) {
      return Duration.ofSeconds(random.nextInt(2400));
    }

    @Override
    void arrange(DatedAccount account, int round, boolean looked) {
      boolean drift = !mayBreakOff(round);
      account.provider().whilePaging(drift ? () -> account.edits(2, false) : () -> {});
    }

    @Override
    boolean mayBreakOff(int round) {
      return round % 2 == 1;
    }
  },

  /** The provider's clock is set forward and back by up to an hour, between short polls. */
  JUMPING_CLOCKS(Duration.ZERO, ChronoUnit.SECONDS) {
    @Override
    void edit(DatedAccount account) {
      account.edits(4, false);
    }

    @Override
    Duration pause(Random random, int round) {
      return Duration.ofSeconds(random.nextInt(120));
    }

    @Override
    void arrange(DatedAccount account, int round, boolean looked) {
      if (looked && account.random().nextInt(4) == 0) {
        int hours = account.random().nextInt(3) - 1;
        account.provider().skew(Duration.ofHours(hours));
        account.edits(3, false);
      }
    }

    @Override
    boolean mayBreakOff(int round) {
      return round % 3 == 0;
    }
  };

  static final int ROUNDS = 12;

  private final Duration mostLate;
  private final ChronoUnit coarsest;

  DatesTrouble(Duration mostLate, ChronoUnit coarsest) {
    this.mostLate = mostLate;
    this.coarsest = coarsest;
  }

  /** The longest time after its date at which a write may become visible. */
  Duration mostLate() {
    return mostLate;
  }

  /** The units in which providers may write dates. */
  List<ChronoUnit> units() {
    return Stream.of(ChronoUnit.MILLIS, ChronoUnit.SECONDS, ChronoUnit.DAYS)
        .filter(unit -> unit.compareTo(coarsest) <= 0)
        .toList();
  }

  /**
   * False if the clock may be set back to before the first look, because all of that time is then
   * new.
   */
  boolean startsAmidRecentObjects() {
    return this != JUMPING_CLOCKS;
  }

  /** Makes the edits between two polls. */
  abstract void edit(DatedAccount account);

  /** The time until the next poll. */
  abstract Duration pause(Random random, int round);

  /**
   * Arranges the trouble right before a poll or during it.
   *
   * @param looked whether the last poll was complete
   */
  abstract void arrange(DatedAccount account, int round, boolean looked);

  /** Returns whether this round's poll may fail or crash. */
  abstract boolean mayBreakOff(int round);
}
