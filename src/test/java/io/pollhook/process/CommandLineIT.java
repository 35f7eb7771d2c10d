package io.pollhook.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.docs.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the packaged program. */
class CommandLineIT {
  private static final String PROGRAM = "java -jar target/pollhook.jar ";

  /** Commands that end by themselves and only need the results of earlier ones. */
  private static final List<String> ENDING =
      List.of("check-configuration", "import", "status", "backup");

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

  @Test
  void documentedCommandsRun() throws IOException {
    Page page = Page.of("docs/command-line.md");
    Path examples = Files.createDirectory(directory.resolve("examples"));
    Files.copy(Path.of("examples/googlesuite.json"), examples.resolve("googlesuite.json"));
    Files.writeString(directory.resolve("instances.jsonl"), page.code("json").get(0));
    List<String> commands =
        page.code("sh").stream()
            .flatMap(String::lines)
            .map(CommandLineIT::arguments)
            .filter(command -> ENDING.contains(command.split(" ", 2)[0]))
            .toList();
    assertThat(commands).hasSameSizeAs(ENDING);
    for (String command : commands) {
      PackagedJar.forget(directory);
      PackagedJar.Run run = run(command.split(" "));
      assertThat(run.exitCode()).as("%s: %s", command, run.output()).isZero();
      assertThat(run.output())
          .containsPattern(
              "(?m)^([1-9]\\d* (understood|imported), 0 refused|instances +1 .*|wrote .*)$");
    }
  }

  private static String arguments(String command) {
    assertThat(command).startsWith(PROGRAM);
    return command.substring(PROGRAM.length());
  }

  private PackagedJar.Run run(String... arguments) {
    return PackagedJar.run(directory, List.of(), List.of(arguments));
  }
}
