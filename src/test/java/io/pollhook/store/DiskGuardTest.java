package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskGuardTest {
  private static final long MINIMUM = 200L << 20;

  private final AtomicLong free = new AtomicLong(MINIMUM);
  private final DiskGuard guard = new DiskGuard(free::get, MINIMUM);

  @Test
  void pollingPausesBelowTheMinimumAndResumesByItself() {
    assertThat(guard.whyPaused()).isEmpty();

    free.set(MINIMUM - 1);
    assertThat(guard.check().up()).isFalse();
    assertThat(guard.whyPaused().orElseThrow())
        .isEqualTo(
            "polling is paused: the disk has 199 MB free, expected at least 200 MB"
                + " (pollhook.disk.minimum-free)");

    free.set(MINIMUM);
    assertThat(guard.check().up()).isTrue();
    assertThat(guard.whyPaused()).isEmpty();
  }

  @Test
  void pollingPausesWhileTheDiskCannotBeRead() {
    DiskGuard unreadable =
        new DiskGuard(
            () -> {
              throw new IOException("gone");
            },
            MINIMUM);
    assertThat(unreadable.whyPaused()).isPresent();
    assertThat(unreadable.check().up()).isFalse();
  }
}
