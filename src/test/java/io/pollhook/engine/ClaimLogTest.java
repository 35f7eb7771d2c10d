package io.pollhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.log.LogEvents;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.LoggingLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimLogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final ClaimLog log = new ClaimLog(nanos::get);
  @RegisterExtension final LogEvents logged = new LogEvents(ClaimLog.class);

  @Test
  void failureThatLastsIsLoggedOnce() {
    for (int second = 0; second < 3600; second++) {
      fails(new IOException("failure " + second));
      nanos.addAndGet(1_000_000_000);
    }

    assertThat(logged.list).hasSize(1);
  }

  @Test
  void otherFailureIsLoggedToo() {
    fails(new IOException());
    fails(new IllegalArgumentException());
    fails(new IOException());

    assertThat(logged.list).hasSize(2);
  }

  @Test
  void failureThatReturnsIsLoggedAgain() {
    fails(new IOException());
    nanos.addAndGet(ClaimLog.ENDED.toNanos() + 1);
    fails(new IOException());

    assertThat(logged.list).hasSize(2);
  }

  private void fails(Exception cause) {
    log.log("Failed delivery", new IllegalStateException(cause), LoggingLevel.ERROR);
  }
}
