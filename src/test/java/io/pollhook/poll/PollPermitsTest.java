package io.pollhook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.change.Cursor;
import io.pollhook.feed.Feed;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PollPermitsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private long lastId;

  private static Feed feed(String source, long id, long fence) {
    return new Feed(
        id,
        id,
        null,
        source,
        "r",
        0,
        "u",
        "",
        null,
        Cursor.fresh(),
        null,
        null,
        null,
        1,
        fence,
        0,
        0);
  }

  /** Claims a feed for each free permit. */
  private List<Feed> claimAll(PollPermits permits, String source, boolean slow) {
    return permits.claim(source, slow, free -> feeds(source, free));
  }

  private List<Feed> feeds(String source, int count) {
    return LongStream.rangeClosed(1, count).mapToObj(any -> feed(source, ++lastId, 1)).toList();
  }

  @Test
  void onlySourceMayTakeAllPermits() {
    PollPermits permits = new PollPermits(8, LONG);
    assertThat(claimAll(permits, "gmail", false)).hasSize(8);
    assertThat(claimAll(permits, "gmail", false)).isEmpty();
  }

  @Test
  void limitAppliesToAllSourcesTogether() {
    PollPermits permits = new PollPermits(8, LONG);
    int taken = 0;
    for (int i = 0; i < 20; i++) {
      taken += claimAll(permits, "source" + i, false).size();
      taken += claimAll(permits, "source" + i, true).size();
      taken += permits.claimFirstLooks(4, free -> feeds("new", free)).size();
    }
    assertThat(taken).isEqualTo(8);
  }

  @Test
  void noSourceStarvesTheOthers() {
    PollPermits permits = new PollPermits(8, LONG);
    claimAll(permits, "stripe", false).forEach(permits::release);

    assertThat(claimAll(permits, "gmail", false)).hasSize(6);
    assertThat(claimAll(permits, "stripe", false)).hasSize(2);
  }

  @Test
  void slowFeedsTakeAtMostAnEighth() {
    PollPermits permits = new PollPermits(16, LONG);
    assertThat(claimAll(permits, "gmail", true)).hasSize(2);
    assertThat(claimAll(permits, "stripe", true)).isEmpty();
    assertThat(claimAll(permits, "stripe", false)).hasSize(12);
  }

  @Test
  void releasedPermitIsFree() {
    PollPermits permits = new PollPermits(1, LONG);
    List<Feed> claimed = claimAll(permits, "gmail", false);

    claimed.forEach(permits::release);

    assertThat(claimAll(permits, "gmail", false)).hasSize(1);
  }

  @Test
  void unreleasedPermitExpiresWithItsClaim() {
    PollPermits permits = new PollPermits(1, Duration.ZERO);
    claimAll(permits, "gmail", false);

    assertThat(claimAll(permits, "gmail", false)).hasSize(1);
  }

  @Test
  void endOfALostClaimKeepsThePermitOfTheNext() {
    PollPermits permits = new PollPermits(1, LONG);
    permits.claim("gmail", false, free -> List.of(feed("gmail", 1, 2)));

    permits.release(feed("gmail", 1, 1));

    assertThat(claimAll(permits, "gmail", false)).isEmpty();
  }
}
