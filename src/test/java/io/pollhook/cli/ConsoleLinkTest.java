package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.secret.OneTimeLink;
import io.pollhook.secret.SignedTokens;
import io.pollhook.secret.TestSecrets;
import io.pollhook.settings.Settings;
import io.pollhook.store.TestDatabases;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLinkTest {
  private static final Clock CLOCK = Clock.fixed(SampleState.AT, ZoneOffset.UTC);

  @TempDir private Path directory;
  private final CapturedTerminal terminal = new CapturedTerminal();

  private int run(Map<String, String> given, String... args) {
    Settings settings = SampleState.settings(directory, new HashMap<>(given));
    ConsoleLink command = new ConsoleLink(terminal.reading(""), () -> settings, CLOCK);
    return Commands.run(terminal.reading(""), List.of(command), args);
  }

  @Test
  void theLinkIsForTheAccountAndTheCurrentTime() {
    assertThat(run(TestSecrets.PROPERTIES, "console", "--url", "https://pollhook.example.com/"))
        .isZero();

    String prefix = "https://pollhook.example.com/#link=";
    assertThat(terminal.out()).startsWith(prefix).hasLineCount(1);
    String token = terminal.out().strip().substring(prefix.length());
    assertThat(
            OneTimeLink.read(
                new SignedTokens(TestSecrets.ACCOUNT), token, SampleState.AT.toEpochMilli()))
        .isPresent();
  }

  @Test
  void theLinkIsIssuedAtTheTimeOfPostgresql() {
    Map<String, String> given = new HashMap<>(TestSecrets.PROPERTIES);
    given.put("pollhook.database.url", TestDatabases.postgresqlUrl());

    assertThat(run(given, "console", "--url", "https://pollhook.example.com/")).isZero();

    String token = terminal.out().strip().substring("https://pollhook.example.com/#link=".length());
    long now = Clock.systemUTC().millis(); // this machine runs the server, too
    assertThat(OneTimeLink.read(new SignedTokens(TestSecrets.ACCOUNT), token, now)).isPresent();
  }

  @Test
  void missingSecretsAreReportedAndNotGenerated() {
    assertThat(run(Map.of(), "console")).isEqualTo(1);

    assertThat(terminal.err())
        .startsWith("console: pollhook.user-secret is neither configured nor in ")
        .contains("start the program once")
        .hasLineCount(1);
    assertThat(directory).isEmptyDirectory();
  }
}
