package io.pollhook.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's copy of the poll's steps, with a filter in front of one of them. */
class EditsPollStepsTest {
  private static String packaged(String name) {
    try {
      return Files.readString(Path.of("routes", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "stop"})
  void filterBeforeTransformDropsOnlyFilteredChanges(String how) {
    String transform = "            ref: polls\n            method: transform\n";
    String skip =
        """
                        - filter:
                            expression: {simple: {expression: "${body.raw.path('summary').asText} != 'unwanted'"}}
                            steps: [{bean: {ref: polls, method: transform}}]
        """;
    String stop =
        """
                        - filter:
                            expression: {simple: {expression: "${body.raw.path('summary').asText} == 'unwanted'"}}
                            steps: [{stop: {}}]
                        - bean: {ref: polls, method: transform}
        """;
    String shipped = packaged("poll.camel.yaml");
    int end = shipped.indexOf(transform) + transform.length();
    int begin = shipped.lastIndexOf("        - bean:\n", end);
    String step = (how.equals("stop") ? stop : skip).indent(-8);
    String edited = shipped.substring(0, begin) + step + shipped.substring(end);
    try (Scene other =
        new Scene(routes -> EventHookTest.save(routes.resolve("poll.camel.yaml"), edited))) {
      User owner = other.user();
      EventHookTest.expectThatOneOfThreeIsDropped(owner, EventHookTest.watch(owner), "unwanted");
    }
  }
}
