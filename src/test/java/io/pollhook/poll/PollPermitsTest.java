package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.Cursor;
import io.pollhook.feed.Feed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollPermitsTest {
  private static final Feed FEED =
      new Feed(1, 1, null, "s", "r", 0, "u", "", null, Cursor.fresh(), null, null, 1, 1, 0);

  @Test
  void oneIsTakenUntilItIsReleased() {
    PollPermits permits = new PollPermits(1, Duration.ofHours(1));
    permits.take("s", false, FEED);
    assertThat(permits.free("s", false)).isZero();

    permits.release(FEED);

    assertThat(permits.free("s", false)).isEqualTo(1);
  }

  @Test
  void oneThatNobodyReleasesEndsWithItsClaim() {
    PollPermits permits = new PollPermits(1, Duration.ZERO);
    permits.take("s", false, FEED);

    assertThat(permits.free("s", false)).isEqualTo(1);
  }

  @Test
  void whatIsSlowTakesNoneFromTheOthers() {
    PollPermits permits = new PollPermits(1, Duration.ofHours(1));
    permits.take("s", true, FEED);

    assertThat(permits.free("s", true)).isZero();
    assertThat(permits.free("s", false)).isEqualTo(1);
  }
}
