package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client generated from the OpenAPI document works with the running jar. */
class GeneratesAClientIT {
  @TempDir private Path directory;

  @Test
  void clientCreatesPatchesListsPreviewsAndDeletesAnInstance() throws IOException {
    Path elements = directory.resolve("elements");
    try (Neighbour provider = new Neighbour(elements);
        PollhookProcess pollhook =
            PollhookProcess.startLightly(
                    directory,
                    Map.of(
                        "pollhook.user-secret", "user-secret-of-test",
                        "pollhook.organization-secret", "organization-secret-of-test"))
                .awaitReady()) {
      String document = pollhook.api().call("GET", "/openapi.json", null).body();
      GeneratedClient client =
          GeneratedClient.of(Files.createDirectory(directory.resolve("client")), document);

      String output =
          client.run(
              pollhook.server() + "/elements/api-v2",
              "User user-secret-of-test, Organization organization-secret-of-test",
              Json.text(Neighbour.body(provider.receiver(), "neighbour", "small", true)));

      assertThat(output.lines())
          .containsExactly(
              "created", "patched", "listed 1", "previewed small true", "deleted true");
    }
  }
}
