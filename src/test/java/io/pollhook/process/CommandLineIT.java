package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the packaged program. */
class CommandLineIT {
  @TempDir private Path directory;

  @Test
  void versionIsThatOfTheJar() {
    PackagedJar.Run run = run("--version");
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).containsPattern("^Pollhook \\d+\\.\\d+\\.\\d+").hasLineCount(1);
  }

  @Test
  void failureIsOneLineAndExitCodeOne() {
    PackagedJar.Run run = run("import", "missing.jsonl");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEqualTo("import: there is no file missing.jsonl\n");
  }

  @Test
  void wrongUsageIsExitCodeTwo() {
    assertThat(run("import").exitCode()).isEqualTo(2);
  }

  private PackagedJar.Run run(String... arguments) {
    return PackagedJar.run(directory, List.of(), List.of(arguments));
  }
}
