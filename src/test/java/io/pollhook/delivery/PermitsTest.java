package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermitsTest {
  private final Permits permits = new Permits(16);

  @Test
  void giveAQuarterToOneHost() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(lane("a", false)))).hasSize(4);
    assertThat(permits.fullHosts()).containsExactly("a");
    assertThat(permits.take(lane("b", false))).isTrue();
  }

  @Test
  void giveAnEighthToTheSlow() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(lane("" + i, true)))).hasSize(2);
    assertThat(permits.hasRoomForSlow()).isFalse();
    assertThat(permits.take(lane("z", false))).isTrue();
  }

  @Test
  void giveNoMoreThanThereAre() {
    assertThat(IntStream.range(0, 40).filter(i -> permits.take(lane("" + i, false)))).hasSize(16);
    assertThat(permits.free()).isZero();
  }

  @Test
  void comeBack() {
    for (int i = 0; i < 100; i++) {
      assertThat(permits.take(lane("a", true))).isTrue();
      assertThat(permits.giveBack(lane("a", true))).isFalse();
    }
    assertThat(permits.free()).isEqualTo(16);
    assertThat(permits.fullHosts()).isEmpty();
  }

  @Test
  void tellWhenSomeoneMayHaveWaitedForOne() {
    IntStream.range(0, 4).forEach(i -> permits.take(lane("a", false)));

    assertThat(permits.giveBack(lane("a", false))).isTrue();
    assertThat(permits.giveBack(lane("a", false))).isFalse();
  }

  private static Lane lane(String host, boolean slow) {
    return new Lane(1, host, slow, 0);
  }
}
