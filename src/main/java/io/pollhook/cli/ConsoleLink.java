package io.pollhook.cli;

import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.OneTimeLink;
import io.pollhook.secret.SignedTokens;
import io.pollhook.settings.Settings;
import io.pollhook.store.DirectConnection;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a link that signs a person in to the console once. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Prints a link that signs you in to the console, once and within 10 minutes. The program"
            + " must have been started before, so that there are secrets, and must be running when"
            + " the link is opened.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:printed",
      "1:there are no secrets, or the database cannot be reached",
      "2:wrong usage"
    })
public final class ConsoleLink implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Settings> settings;
  private final Clock clock;

  @Option(
      names = "--url",
      paramLabel = "<url>",
      description =
          "The URL at which people reach the program, such as your reverse proxy's, if it is not"
              + " the address that it listens on.")
  private String url;

  /** Creates the command for the account that the settings name; they are read when it runs. */
  public ConsoleLink(Terminal terminal, Supplier<Settings> settings, Clock clock) {
    this.terminal = terminal;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Settings given = settings.get();
    SignedTokens tokens = new SignedTokens(AccountSecrets.existing(given));
    String server = url == null ? listeningAt(given) : url.replaceAll("/+$", "");
    OneTimeLink link = OneTimeLink.issuedAt(DirectConnection.time(given, clock));
    terminal.out().println(link.url(tokens, server));
    return 0;
  }

  /** The server's own URL; one that listens on every address is reached as localhost. */
  private static String listeningAt(Settings settings) {
    String host = settings.text("camel.server.host");
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    return "http://" + (everywhere ? "localhost" : host) + ":" + settings.text("camel.server.port");
  }
}
