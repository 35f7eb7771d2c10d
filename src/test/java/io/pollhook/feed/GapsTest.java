package io.pollhook.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.feed.Gaps.Gap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All gaps of the last seven days are kept and shown. */
class GapsTest {
  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");

  private static Gap gap(int day, String why) {
    Instant to = NOON.plus(Duration.ofDays(day));
    return new Gap(to.minusSeconds(3_600), to, why);
  }

  private static Gaps stored(Gaps gaps) {
    return Gaps.parse(gaps.toJson().toString());
  }

  @Test
  void eachGapIsKeptAndTheLatestIsLast() {
    Gaps gaps = stored(stored(Gaps.NONE.plus(gap(0, "a"))).plus(gap(1, "b")));
    assertThat(gaps.list()).containsExactly(gap(0, "a"), gap(1, "b"));
    assertThat(gaps.latest().toString())
        .isEqualTo(
            "{'from':'2026-05-06T11:00:00Z','to':'2026-05-06T12:00:00Z','why':'b'}"
                .replace('\'', '"'));
    assertThat(Gaps.NONE.latest()).isNull();
  }

  @Test
  void bothEndsAreWholeSeconds() {
    Gap gap = new Gap(NOON.plusNanos(123_000_000), NOON.plusNanos(123_456_789), "why");
    assertThat(gap).isEqualTo(new Gap(NOON, NOON, "why"));
  }

  @Test
  void startMayBeUnknown() {
    Gaps gaps = stored(Gaps.NONE.plus(new Gap(null, NOON, "why")));
    assertThat(gaps.list()).containsExactly(new Gap(null, NOON, "why"));
    assertThat(gaps.latest().path("from").isNull()).isTrue();
  }

  @Test
  void singleGapOfAnEarlierVersionIsRead() {
    String earlier =
        "{\"from\":\"2026-05-05T11:00:00.123Z\",\"to\":\"2026-05-05T12:00:00Z\",\"why\":\"a\"}";
    assertThat(Gaps.parse(earlier).list()).containsExactly(gap(0, "a"));
    assertThat(Gaps.parse(earlier.replace("2026-05-05T11:00:00.123Z", "null")).list())
        .containsExactly(new Gap(null, NOON, "a"));
    assertThat(Gaps.parse(null).list()).isEmpty();
  }

  @Test
  void gapOlderThanSevenDaysIsNotShown() {
    Gaps gaps = Gaps.NONE.plus(gap(0, "old")).plus(gap(1, "new"));
    assertThat(gaps.recent(NOON.plus(Duration.ofDays(7))).list()).hasSize(2);
    assertThat(gaps.recent(NOON.plus(Duration.ofDays(7)).plusSeconds(1)).list())
        .containsExactly(gap(1, "new"));
  }

  @Test
  void consecutiveFailedPollsExtendTheSameGap() {
    Gap longer = new Gap(gap(0, "a").from(), NOON.plusSeconds(60), "a");
    assertThat(Gaps.NONE.plus(gap(0, "a")).plus(longer).list()).containsExactly(longer);
  }

  @Test
  void gapsOfSeveralPartsAreMergedInOrder() {
    Gaps first = Gaps.NONE.plus(gap(0, "a")).plus(gap(2, "c"));
    assertThat(Gaps.ofAll(List.of(first, Gaps.NONE.plus(gap(1, "b")))).list())
        .containsExactly(gap(0, "a"), gap(1, "b"), gap(2, "c"));
  }
}
