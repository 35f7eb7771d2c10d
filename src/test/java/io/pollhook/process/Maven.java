package io.pollhook.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The Maven that runs the tests, used for users' projects. */
final class Maven {
  private Maven() {}

  /** Starts Maven on a project's pom.xml; both streams go to a file. */
  static Process start(
      Path pom, Path output, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-f", pom.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Copies a project's dependencies into a directory. */
  static void copyDependencies(Path pom, Path directory, Path output)
      throws IOException, InterruptedException {
    Process maven =
        start(
            pom,
            output,
            Map.of(),
            List.of("dependency:copy-dependencies", "-DoutputDirectory=" + directory));
    if (!maven.waitFor(5, TimeUnit.MINUTES) || maven.exitValue() != 0) {
      maven.destroy();
      throw new AssertionError("the dependencies of " + pom + " were not copied: see " + output);
    }
  }
}
