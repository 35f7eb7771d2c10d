package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryPermitsTest {
  private final DeliveryPermits permits = new DeliveryPermits(16, Duration.ofMinutes(1));

  @Test
  void oneHostGetsAQuarter() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(lane(i, "a")))).hasSize(4);
    assertThat(permits.fullHosts()).containsExactly("a");
    assertThat(permits.take(lane(20, "b"))).isTrue();
  }

  @Test
  void slowLanesGetAnEighth() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(slow(i)))).hasSize(2);
    assertThat(permits.hasRoomForSlow()).isFalse();
    assertThat(permits.take(lane(20, "z"))).isTrue();
  }

  @Test
  void failedLanesGetHalf() {
    assertThat(IntStream.range(0, 16).filter(i -> permits.take(retrying(i)))).hasSize(8);
    assertThat(permits.hasRoomForRetries()).isFalse();
    assertThat(permits.take(lane(20, "z"))).isTrue();
  }

  @Test
  void permitsRunOut() {
    assertThat(IntStream.range(0, 40).filter(i -> permits.take(lane(i, "" + i)))).hasSize(16);
    assertThat(permits.free()).isZero();
  }

  @Test
  void permitsAreReusedAfterTheirReturn() {
    for (int i = 0; i < 100; i++) {
      Lane lane = slow(1);
      assertThat(permits.take(lane)).isTrue();
      assertThat(permits.giveBack(lane)).isFalse();
    }
    assertThat(permits.free()).isEqualTo(16);
    assertThat(permits.fullHosts()).isEmpty();
  }

  @Test
  void returnTellsWhetherALaneMayHaveWaited() {
    List<Lane> lanes = IntStream.range(0, 4).mapToObj(i -> lane(i, "a")).toList();
    lanes.forEach(permits::take);

    assertThat(permits.giveBack(lanes.get(0))).isTrue();
    assertThat(permits.giveBack(lanes.get(1))).isFalse();
  }

  @Test
  void permitsExpireWithTheirLease() {
    DeliveryPermits shortLived = new DeliveryPermits(1, Duration.ZERO);
    Lane lane = slow(1);
    assertThat(shortLived.take(lane)).isTrue();

    assertThat(shortLived.take(slow(2))).isTrue();
    assertThat(shortLived.giveBack(lane)).isFalse();
  }

  @Test
  void permitBelongsToTheClaimThatTookIt() {
    Lane first = slow(1);
    Lane second = slow(1);
    permits.take(first);
    permits.take(second);

    permits.giveBack(second);

    assertThat(permits.free()).isEqualTo(15);
  }

  private static Lane lane(long id, String host) {
    return new Lane(id, host, false, false, false, 0);
  }

  private static Lane slow(long id) {
    return new Lane(id, "host" + id, true, true, false, 0);
  }

  private static Lane retrying(long id) {
    return new Lane(id, "host" + id, false, true, false, 0);
  }
}
