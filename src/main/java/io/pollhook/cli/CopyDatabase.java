package io.pollhook.cli;

import io.pollhook.settings.Settings;
import io.pollhook.store.Database;
import io.pollhook.store.DatabaseCopy;
import io.pollhook.store.Databases;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves all state to another database. */
@Command(
    name = "copy-database",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Copies everything from the configured database into an empty one on PostgreSQL. The program"
          + " must be stopped.",
      "Afterwards, set pollhook.database.url to the new database, and start with the same secrets"
          + " and encryption key. Polls and deliveries continue where they left off."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was copied",
      "1:it failed: the program is running, or the target is not empty or cannot be used. Nothing"
          + " was copied",
      "2:wrong usage"
    })
public final class CopyDatabase implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Settings> settings;
  private final Clock clock;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "<jdbc url>",
      description = "An empty database: jdbc:postgresql://<host>/<name>.")
  private String url;

  @Option(names = "--username", paramLabel = "<name>", description = "The user of that database.")
  private String username = "";

  @Option(
      names = "--password",
      paramLabel = "<password>",
      description = "The user's password. Without a value, you are asked for it.",
      arity = "0..1",
      interactive = true)
  private String password = "";

  /** Creates the command for the database that the settings name; they are read when it runs. */
  public CopyDatabase(Terminal terminal, Supplier<Settings> settings, Clock clock) {
    this.terminal = terminal;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Integer call() throws SQLException {
    try (Database source = Databases.openAlone(settings.get(), clock);
        Database target = Databases.postgresql(url, username, password)) {
      Map<String, Long> rows = DatabaseCopy.copy(source, target);
      rows.forEach((table, count) -> terminal.out().printf("%-16s %12d%n", table, count));
    }
    terminal
        .out()
        .println(
            "Everything was copied. Now set pollhook.database.url, .username and .password to the"
                + " new database, and give Pollhook the same pollhook.encryption-key,"
                + " pollhook.user-secret and pollhook.organization-secret as before. Do not start"
                + " it on the old database again: both would poll and deliver.");
    return 0;
  }
}
