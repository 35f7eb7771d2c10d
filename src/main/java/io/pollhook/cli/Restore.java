package io.pollhook.cli;

import io.pollhook.settings.Settings;
import io.pollhook.store.EmbeddedBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts a backup into a data directory without a database. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Makes a backup the database of a data directory that has none.",
      "The program then needs the encryption key of the backup: restore secrets.properties too, or"
          + " set pollhook.encryption-key, before the next start. Polling continues from the"
          + " state of the backup; changes reported since then are reported again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:restored", "1:it failed, and changed nothing", "2:wrong usage"})
public final class Restore implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Settings> settings;

  @Parameters(
      index = "0",
      paramLabel = "<file>",
      description = "A file that the command backup wrote.")
  private Path file;

  /**
   * Creates the command for the data directory that the settings name; they are read when it runs.
   */
  public Restore(Terminal terminal, Supplier<Settings> settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    Settings given = settings.get();
    EmbeddedBackup.restore(given, file);
    terminal
        .out()
        .printf(
            "restored %s into %s. The next start needs the encryption key of that backup, in"
                + " secrets.properties there or as pollhook.encryption-key.%n",
            file, given.dataDir().toAbsolutePath());
    return 0;
  }
}
