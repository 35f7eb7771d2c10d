package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name from outside cannot add lines to the program's log. */
class KeepsLogLinesWholeIT {
  @TempDir Path directory;

  @Test
  void lineBreakInAFileNameIsEscaped() throws IOException {
    Path elements = Files.createDirectory(directory.resolve("elements"));
    Files.writeString(elements.resolve("a\nERROR forged\u001b[31m.yaml"), "not an element");

    try (PollhookProcess pollhook = PollhookProcess.start(directory, Map.of()).awaitReady()) {
      assertThat(pollhook.output())
          .contains("a\\nERROR forged\\u001b[31m.yaml")
          .doesNotContain("\u001b", "\nERROR forged");
    }
  }
}
