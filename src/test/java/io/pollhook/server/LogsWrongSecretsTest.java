package io.pollhook.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.endtoend.LogLines;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogsWrongSecretsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final WrongSecrets wrongSecrets = new WrongSecrets(nanos::get);
  private final LogLines log = new LogLines(WrongSecrets.class.getName());

  @AfterEach
  void close() {
    log.close();
  }

  private void refuse(int times, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(wrongSecrets.count(address, "the User secret is not valid")).isNotNull();
    }
  }

  @Test
  void firstOfAnAddressIsLoggedWithItsReason() {
    refuse(1, "192.0.2.1");

    assertThat(log.lines()).singleElement().asString().contains("192.0.2.1", "User secret");
  }

  @Test
  void thoseOfAMinuteAreLoggedInOneLine() {
    refuse(500, "192.0.2.1");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    refuse(1, "192.0.2.1");

    assertThat(log.lines()).hasSize(2).last().asString().contains("500 such requests");
  }

  @Test
  void linesAreBoundedForAnyNumberOfAddresses() {
    for (int i = 0; i < 200; i++) {
      refuse(2, "192.0.2." + i);
    }

    assertThat(log.lines()).hasSize(10);
  }
}
