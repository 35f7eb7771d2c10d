package io.pollhook.program;

import io.pollhook.cli.Backup;
import io.pollhook.cli.CheckConfiguration;
import io.pollhook.cli.Commands;
import io.pollhook.cli.ConsoleLink;
import io.pollhook.cli.CopyDatabase;
import io.pollhook.cli.ImportInstances;
import io.pollhook.cli.Listen;
import io.pollhook.cli.Restore;
import io.pollhook.cli.RotateKey;
import io.pollhook.cli.Status;
import io.pollhook.cli.Terminal;
import io.pollhook.provisioning.InstanceImport.Refusal;
import io.pollhook.routing.RouteMistake;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.KeyRotation;
import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.main.Main;

/** The entry point: runs Pollhook, or one of its commands. */
public final class Program {
  private static final Clock CLOCK = Clock.systemUTC();

  private Program() {}

  /** Without arguments runs until SIGTERM; otherwise runs the command that they name. */
  public static void main(String[] args) {
    if (args.length > 0) {
      System.exit(command(Terminal.ofThisProcess(), args));
    }
    try {
      run(settings());
    } catch (ConfigurationError e) {
      System.err.println("Pollhook cannot start: " + e.getMessage());
      System.exit(1);
    }
  }

  /** Runs a command, or an option such as {@code --help}, and returns its exit code. */
  static int command(Terminal terminal, String... args) {
    return Commands.run(
        terminal,
        List.of(
            new CheckConfiguration(terminal, CLOCK),
            new ImportInstances(terminal, Program::importInto),
            new Listen(terminal, CLOCK),
            new ConsoleLink(terminal, Program::settings, CLOCK),
            new Status(terminal, Program::settings, CLOCK),
            new Backup(terminal, Program::settings),
            new Restore(terminal, Program::settings),
            new RotateKey(terminal, Program::settings, CLOCK),
            new CopyDatabase(terminal, Program::settings, CLOCK)),
        args);
  }

  private static Settings settings() {
    return SettingsLoader.ofThisProcess().load();
  }

  private static void importInto(Consumer<Refusal> refused, ImportInstances.Work work)
      throws IOException {
    try (Application application = open(settings())) {
      work.with(application.provisioning().newImport(refused));
    }
  }

  private static void run(Settings settings) {
    System.setProperty("pollhook.log.format", settings.logFormat()); // logback.xml reads it
    Memory.keepSmall();
    ExtraJars.use();
    Application application = open(settings);
    ListenAddress.check(settings);
    Main main = new Main();
    application.install(main);
    start(main);
    System.exit(main.getExitCode());
  }

  /** A mistake in a route file fails the start with one line, as one in a property does. */
  private static void start(Main main) {
    try {
      main.run();
    } catch (Exception e) {
      throw new ConfigurationError("the routes do not start: " + RouteMistake.inOneLine(e));
    }
  }

  /** Opens the database first: its lock on the data directory guards the generated secrets. */
  static Application open(Settings settings) {
    Database database = Databases.open(settings, CLOCK);
    try {
      KeyRotation.finish(settings, database);
      return new Application(settings, AccountSecrets.load(settings, database), database, CLOCK);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }
}
