package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The directory of route files may be created while the program runs. */
class LoadsRoutesFromANewDirectoryTest {
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final String ROUTE =
      "- route: {id: mine, description: mine, from: {uri: 'direct:mine', steps: [{log: taken}]}}";

  @Test
  void itsFilesAreLoadedAndItIsWatchedFromThenOn() throws IOException {
    try (Scene scene = new Scene(routes -> {})) {
      assertThat(scene.routes()).doesNotExist();
      Path prepared = Files.createDirectory(scene.routes().resolveSibling("prepared"));
      Files.writeString(prepared.resolve("mine.camel.yaml"), ROUTE);
      Files.move(prepared, scene.routes(), StandardCopyOption.ATOMIC_MOVE);
      await().atMost(LONGEST).until(() -> scene.pollhook().context().getRoute("mine") != null);
      Path second =
          Files.writeString(scene.routes().resolve("draft"), ROUTE.replace("mine", "yours"));
      Files.move(second, scene.routes().resolve("yours.camel.yaml"));
      await().atMost(LONGEST).until(() -> scene.pollhook().context().getRoute("yours") != null);
    }
  }
}
