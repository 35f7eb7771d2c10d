package io.pollhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.cli.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for help gets it; who mistypes a command learns how to ask. */
class TellsItsUsageTest {
  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void whoeverAsksIsAnswered(String asked) {
    assertThat(Pollhook.command(asked, new String[0])).isZero();
  }

  @Test
  void anUnknownCommandIsAnError() {
    assertThat(Pollhook.command("hlep", new String[0])).isEqualTo(2);
  }

  @Test
  void everyCommandAndItsOptionsAreNamed() {
    assertThat(Usage.text())
        .contains("Usage: java -jar pollhook.jar" + System.lineSeparator())
        .contains("java -jar pollhook.jar check-configuration [", "--last-poll", "--json")
        .contains("java -jar pollhook.jar import [", "<file or ->");
  }
}
