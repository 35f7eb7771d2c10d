package io.pollhook.cli;

import io.pollhook.secret.KeyRotation;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Encrypts all secrets in the database with another key. */
@Command(
    name = "rotate-key",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Encrypts all secrets in the database with a new key; the old one no longer works then. The"
          + " program must be stopped.",
      "If the key is in secrets.properties, the new one takes its place there. Otherwise, set the"
          + " property pollhook.encryption-key to it. If the command is interrupted, either the old"
          + " or the new key works."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:only the new key works", "1:it failed; the old key works", "2:wrong usage"})
public final class RotateKey implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Settings> settings;
  private final Clock clock;

  @Option(
      names = "--new-key",
      required = true,
      paramLabel = "<text or ->",
      description =
          "At least 16 ASCII characters. With -, it is read from the first line of standard input,"
              + " so that other users of the machine do not see it in the list of processes.")
  private String key;

  /** Creates the command for the database that the settings name; they are read when it runs. */
  public RotateKey(Terminal terminal, Supplier<Settings> settings, Clock clock) {
    this.terminal = terminal;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    Settings given = settings.get();
    String newKey = newKey();
    try (Database database = Databases.openAlone(given, clock)) {
      KeyRotation rotation = new KeyRotation(given, database, newKey);
      long count = rotation.run();
      terminal
          .out()
          .printf(
              "%d secrets are encrypted with the new key. %s%n",
              count,
              rotation.isInFile()
                  ? "It is in secrets.properties: back that file up."
                  : "Set pollhook.encryption-key to it before the next start.");
    }
    return 0;
  }

  private String newKey() throws IOException {
    if (!key.equals("-")) {
      return key;
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null) {
      throw new ConfigurationError("standard input has no line with the new key");
    }
    return line;
  }
}
