package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultExecutorServiceManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of route files is looked for until it is watched, and no longer. */
class RouteReloadTest {
  private static final String ROUTE =
      "- route: {id: mine, from: {uri: 'direct:mine', steps: [{log: taken}]}}";

  @TempDir Path parent;

  @Test
  void aDirectoryThatCannotBeWatchedAtOnceIsTriedAgain() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    CamelContext context = failingFirst(tries);
    try {
      context.addService(new RouteReload(parent.resolve("routes")));
      context.start();
      makeDirectory();
      await().atMost(Duration.ofSeconds(15)).until(() -> context.getRoute("mine") != null);
      assertThat(tries).hasValue(2);
      await().atMost(Duration.ofSeconds(15)).until(() -> !isLookedFor());
    } finally {
      context.stop();
    }
  }

  /** A context that has no thread for the first watcher. */
  private static CamelContext failingFirst(AtomicInteger tries) {
    DefaultCamelContext context = new DefaultCamelContext();
    context.setExecutorServiceManager(
        new DefaultExecutorServiceManager(context) {
          @Override
          public ExecutorService newSingleThreadExecutor(Object source, String name) {
            if (source instanceof RouteReload && tries.incrementAndGet() == 1) {
              throw new IllegalStateException("no thread");
            }
            return super.newSingleThreadExecutor(source, name);
          }
        });
    return context;
  }

  private void makeDirectory() throws IOException {
    Path prepared = Files.createDirectory(parent.resolve("prepared"));
    Files.writeString(prepared.resolve("mine.camel.yaml"), ROUTE);
    Files.move(prepared, parent.resolve("routes"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isLookedFor() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().contains("WaitForRoutes"));
  }
}
