package io.pollhook.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Two processes start for the first time on one data directory at once. */
class StartsAtOnceTest {
  @TempDir Path directory;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** The winner's secrets are in the file: its database opens again with them. */
  @RepeatedTest(8)
  void oneStartsAndItsSecretsAreStored() throws Exception {
    Settings settings = settings();
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Application> start =
        () -> {
          together.await();
          try {
            return Program.open(settings);
          } catch (ConfigurationError e) {
            assertThat(e).hasMessageContaining("in use by another Pollhook");
            return null;
          }
        };
    List<Future<Application>> starts = List.of(threads.submit(start), threads.submit(start));
    Application one = starts.get(0).get();
    Application other = starts.get(1).get();

    assertThat(one == null).isNotEqualTo(other == null);
    Objects.requireNonNullElse(one, other).close();
    Program.open(settings).close();
  }

  private Settings settings() {
    Properties given = new Properties();
    given.setProperty("pollhook.data-dir", directory.resolve("data").toString());
    return new SettingsLoader(directory, Map.of(), given).load();
  }
}
