package io.pollhook.cli;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.store.DirectConnection;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import picocli.CommandLine.Command;

/** Shows the state of polling and delivery, from the database. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Shows instances, polled resources by state and waiting notifications, from the database."
            + " The program may be running.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:the database cannot be read", "2:wrong usage"})
public final class Status implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Settings> settings;
  private final Clock clock;

  /** Creates the command for the database that the settings name; they are read when it runs. */
  public Status(Terminal terminal, Supplier<Settings> settings, Clock clock) {
    this.terminal = terminal;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Settings given = settings.get();
    try (Handle handle = DirectConnection.open(given)) {
      StatusTable.of(handle, DirectConnection.time(given, clock).toEpochMilli())
          .print(terminal.out());
      return 0;
    } catch (JdbiException e) {
      throw new ConfigurationError(
          "the database has no tables of Pollhook, or cannot be read: " + e.getMessage());
    }
  }
}
