package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private final Permits permits = new Permits(16, Duration.ofMinutes(1));

  @Test
  void giveAQuarterToOneHost() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(lane(i, "a")))).hasSize(4);
    assertThat(permits.fullHosts()).containsExactly("a");
    assertThat(permits.take(lane(20, "b"))).isTrue();
  }

  @Test
  void giveAnEighthToTheSlow() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(slow(i)))).hasSize(2);
    assertThat(permits.hasRoomForSlow()).isFalse();
    assertThat(permits.take(lane(20, "z"))).isTrue();
  }

  @Test
  void giveHalfToTheOnesThatFailed() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(retrying(i)))).hasSize(8);
    assertThat(permits.hasRoomForRetries()).isFalse();
    assertThat(permits.take(lane(20, "z"))).isTrue();
  }

  @Test
  void giveNoMoreThanThereAre() {
    assertThat(IntStream.range(0, 40).filter(i -> permits.take(lane(i, "" + i)))).hasSize(16);
    assertThat(permits.free()).isZero();
  }

  @Test
  void comeBack() {
    for (int i = 0; i < 100; i++) {
      assertThat(permits.take(slow(1))).isTrue();
      assertThat(permits.giveBack(slow(1))).isFalse();
    }
    assertThat(permits.free()).isEqualTo(16);
    assertThat(permits.fullHosts()).isEmpty();
  }

  @Test
  void reportWhenALaneMayHaveWaitedForOne() {
    IntStream.range(0, 4).forEach(i -> permits.take(lane(i, "a")));

    assertThat(permits.giveBack(lane(0, "a"))).isTrue();
    assertThat(permits.giveBack(lane(1, "a"))).isFalse();
  }

  @Test
  void endWithTheirLeaseIfNobodyGivesThemBack() {
    Permits shortLived = new Permits(1, Duration.ZERO);
    assertThat(shortLived.take(slow(1))).isTrue();

    assertThat(shortLived.take(slow(2))).isTrue();
    assertThat(shortLived.giveBack(slow(1))).isFalse();
  }

  private static Lane lane(long id, String host) {
    return new Lane(id, host, false, false, 0);
  }

  private static Lane slow(long id) {
    return new Lane(id, "host" + id, true, true, 0);
  }

  private static Lane retrying(long id) {
    return new Lane(id, "host" + id, false, true, 0);
  }
}
