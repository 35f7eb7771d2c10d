package io.pollhook.cli;

import io.pollhook.settings.Settings;
import io.pollhook.store.EmbeddedBackup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies the embedded database into a file, whether or not the program is running. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes a consistent copy of the embedded database to a new file, while the program runs or"
          + " not.",
      "The copy does not contain the encryption key. Keep the key too, but not beside the copy."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the backup is complete", "1:it failed, and left no file", "2:wrong usage"})
public final class Backup implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Settings> settings;

  @Parameters(index = "0", paramLabel = "<file>", description = "A file that does not exist yet.")
  private Path file;

  /** Creates the command for the database that the settings name; they are read when it runs. */
  public Backup(Terminal terminal, Supplier<Settings> settings) {
    this.terminal = terminal;
    this.settings = settings;
  }

  @Override
  public Integer call() throws IOException {
    long bytes = EmbeddedBackup.write(settings.get(), file);
    terminal
        .out()
        .printf(
            "wrote %s (%,d bytes). It does not contain the encryption key: keep a copy of"
                + " secrets.properties, or of the property pollhook.encryption-key, in another"
                + " place. Without the key, the credentials in the backup cannot be decrypted.%n",
            file, bytes);
    return 0;
  }
}
