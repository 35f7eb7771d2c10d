package io.pollhook;

import io.pollhook.cli.CheckConfiguration;
import io.pollhook.config.ConfigurationError;
import io.pollhook.config.Settings;
import io.pollhook.config.SettingsLoader;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import java.time.Clock;
import java.util.Arrays;
import org.apache.camel.main.Main;

/** The program: runs Pollhook, or checks polling configurations. */
public final class Pollhook {
  private Pollhook() {}

  /** {@code check-configuration …}, or nothing to run until SIGTERM. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals("check-configuration")) {
      String[] rest = Arrays.copyOfRange(args, 1, args.length);
      System.exit(
          CheckConfiguration.run(rest, System.in, System.out, System.err, Clock.systemUTC()));
    }
    if (args.length > 0) {
      System.err.println(
          "unknown command " + args[0] + "; expected check-configuration, or none to run");
      System.exit(2);
    }
    try {
      run(SettingsLoader.ofThisProcess().load());
    } catch (ConfigurationError e) {
      System.err.println("Pollhook cannot start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Settings settings) throws Exception {
    Memory.giveBackWhenIdle();
    Clock clock = Clock.systemUTC();
    AccountSecrets secrets = AccountSecrets.load(settings);
    Database database = Databases.open(settings, clock);
    ListenAddress.check(settings);
    Main main = new Main();
    new Application(settings, secrets, database, clock).install(main);
    main.run();
    System.exit(main.getExitCode());
  }
}
