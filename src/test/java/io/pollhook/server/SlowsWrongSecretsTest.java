package io.pollhook.server;

import static io.pollhook.server.EdgeFixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowsWrongSecretsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final WrongSecrets wrongSecrets = new WrongSecrets(nanos::get);

  private Duration count(String address) {
    return wrongSecrets.count(address, "the User secret is not valid");
  }

  private Duration count(int times, String address) {
    Duration last = Duration.ZERO;
    for (int i = 0; i < times; i++) {
      last = count(address);
    }
    return last;
  }

  @Test
  void firstOnesAreAnsweredAtOnce() {
    assertThat(count(10, "192.0.2.1")).isZero();
  }

  @Test
  void firstOneIsAnsweredAtOnceByAClockThatIsFarBelowZero() {
    nanos.set(Long.MIN_VALUE / 2);

    assertThat(count("192.0.2.1")).isZero();
  }

  @Test
  void furtherOnesAreDelayedMoreAndMore() {
    assertThat(count(11, "192.0.2.1")).isEqualTo(Duration.ofMillis(100));
    assertThat(count("192.0.2.1")).isEqualTo(Duration.ofMillis(200));
    assertThat(count(100, "192.0.2.1")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void otherAddressesAreNotSlowed() {
    count(100, "192.0.2.1");

    assertThat(count("192.0.2.2")).isZero();
  }

  @Test
  void addressesOfOneNetworkAreCountedTogether() {
    count(100, "2001:db8:1:2::1");

    assertThat(count("2001:db8:1:2:ffff::2")).isPositive();
    assertThat(count("2001:db8:1:3::1")).isZero();
  }

  @Test
  void wrongSecretsAreForgivenWithTime() {
    count(11, "192.0.2.1");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());

    assertThat(count(9, "192.0.2.1")).isZero();
  }

  @Test
  void onlyWrongSecretsAreDelayed() throws IOException {
    try (EdgeFixture edge = new EdgeFixture()) {
      for (int i = 0; i < 13; i++) {
        assertThat(answer(edge, "User wrong")).startsWith("HTTP/1.1 401 ");
      }
      long started = System.nanoTime();
      assertThat(answer(edge, "User wrong")).startsWith("HTTP/1.1 401 ");
      assertThat(Duration.ofNanos(System.nanoTime() - started))
          .isGreaterThan(Duration.ofMillis(390));

      started = System.nanoTime();
      assertThat(answer(edge, "User right-user-secret")).startsWith("HTTP/1.1 200 ");
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(390));
    }
  }

  private static String answer(EdgeFixture edge, String user) throws IOException {
    String authorization = "Authorization: " + user + ", Organization right-secret\n";
    try (RawClient client = edge.connect()) {
      return client.send(post("/instances", 1, authorization) + "x").answer();
    }
  }
}
