package io.pollhook.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.cli.CapturedTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command explains itself; a mistyped one leads to the right one. */
class CommandLineTest {
  private final CapturedTerminal terminal = new CapturedTerminal();

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpListsEveryCommand(String asked) {
    assertThat(run(asked)).isZero();
    assertThat(terminal.out())
        .contains("Usage: java -jar pollhook.jar [")
        .containsPattern("(?m)^ +check-configuration +Shows ")
        .containsPattern("(?m)^ +import +Creates ")
        .containsPattern("(?m)^ +listen +Listens ");
    assertThat(terminal.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"check-configuration --help", "help check-configuration"})
  void helpOfACommandShowsItsOptionsAndExitCodes(String asked) {
    assertThat(run(asked.split(" "))).isZero();
    assertThat(terminal.out())
        .contains("Usage: java -jar pollhook.jar check-configuration [")
        .contains("--last-poll=<ISO instant>", "--json", "<file or ->", "Exit codes:");
  }

  @Test
  void importHasItsOwnHelp() {
    assertThat(run("import", "--help")).isZero();
    assertThat(terminal.out())
        .contains("Usage: java -jar pollhook.jar import [", "<file or ->", "Exit codes:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "import --version"})
  void versionIsOneLine(String asked) {
    assertThat(run(asked.split(" "))).isZero();
    assertThat(terminal.out()).startsWith("Pollhook ").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "hlep, unknown command hlep",
    "chek-configuration, unknown command chek-configuration",
    "--verbose, unknown option --verbose",
    "help nosuch, unknown command nosuch",
    "nosuch --help, unknown command nosuch",
    "--, a command is missing",
  })
  void unknownCommandIsReportedInOneLineWithTheCommandsThatExist(String asked, String problem) {
    assertThat(run(asked.split(" "))).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .hasLineCount(1)
        .startsWith(problem)
        .contains("check-configuration, import, listen, console, status, backup, restore,")
        .contains("rotate-key, copy-database, help (java -jar pollhook.jar --help explains them)");
  }

  @ParameterizedTest
  @CsvSource({
    "import, import: Missing required parameter",
    "import a b, import: unknown argument b",
    "import --fast a, import: unknown argument --fast",
    "check-configuration --last-poll, check-configuration: Missing required parameter",
    "listen --port 70000, 'listen: --port is 70000, expected 0 to 65535'",
    "listen --status 99, 'listen: --status is 99, expected 200 to 599'",
    "check-configuration --last-poll soon -, check-configuration: Invalid value for option '--last-poll'",
  })
  void wrongArgumentsAreReportedWithTheUsageOfTheCommand(String asked, String problem) {
    assertThat(run(asked.split(" "))).isEqualTo(2);
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .startsWith(problem)
        .containsPattern("Usage: java -jar pollhook.jar (import|listen|check-configuration) \\[");
  }

  private int run(String... args) {
    return Program.command(terminal.reading(""), args);
  }
}
