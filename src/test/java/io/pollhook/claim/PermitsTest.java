package io.pollhook.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.claim.Permits.Share;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private static final List<Share> ANY = List.of();
  private static final List<Share> HALF = List.of(new Share("kind", 1));

  private final Permits<Object> permits = new Permits<>(2, Duration.ofMinutes(1));

  @Test
  void theTotalIsLimited() {
    assertThat(permits.take(new Object(), ANY)).isTrue();
    assertThat(permits.take(new Object(), ANY)).isTrue();
    assertThat(permits.take(new Object(), ANY)).isFalse();
  }

  @Test
  void kindIsLimitedToItsShare() {
    permits.take(new Object(), HALF);

    assertThat(permits.take(new Object(), HALF)).isFalse();
    assertThat(permits.free(HALF)).isZero();
    assertThat(permits.hasRoom(HALF)).isFalse();
    assertThat(permits.full(String.class, 1)).containsExactly("kind");
    assertThat(permits.take(new Object(), ANY)).isTrue();
  }

  @Test
  void permitIsScarceOnlyIfItsShareOrTheTotalWasFull() {
    Object ofKind = new Object();
    Object other = new Object();
    permits.take(ofKind, HALF);

    assertThat(permits.giveBack(ofKind)).as("its share was full").isTrue();
    permits.take(other, ANY);
    assertThat(permits.giveBack(other)).as("nothing was full").isFalse();
  }

  @Test
  void permitExpiresWithTheLease() {
    Permits<Object> ended = new Permits<>(1, Duration.ZERO);
    Object first = new Object();
    ended.take(first, HALF);

    assertThat(ended.take(new Object(), HALF)).isTrue();
    assertThat(ended.giveBack(first)).isFalse();
  }

  @Test
  void claimsAreComparedByIdentity() {
    String first = new String("lane");
    String second = new String("lane");
    permits.take(first, ANY);
    permits.take(second, ANY);

    permits.giveBack(second);

    assertThat(permits.free(ANY)).isEqualTo(1);
  }
}
