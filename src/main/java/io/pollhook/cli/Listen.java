package io.pollhook.cli;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Receives notifications on this machine and prints their events, for trying things out. */
@Command(
    name = "listen",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Listens on 127.0.0.1 and prints each event that Pollhook sends there. Pollhook must be"
            + " allowed to call this machine: pollhook.callback.allowed-networks=127.0.0.0/8.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped", "1:it cannot listen on the port", "2:wrong usage"})
public final class Listen implements Callable<Integer> {
  private static final int STOPPED = 0;
  private static final int HIGHEST_PORT = 65_535;
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;

  private final Terminal terminal;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "<port>", description = "Default: ${DEFAULT-VALUE}.")
  private int port = 9000;

  @Option(
      names = "--key",
      paramLabel = "<key>",
      description =
          "The instance's event.notification.signature.key. Notifications that are not signed with"
              + " it are answered with 401.")
  private String key;

  @Option(
      names = "--status",
      paramLabel = "<status>",
      description =
          "The status to answer with, such as 503 to see retries. Default: ${DEFAULT-VALUE}.")
  private int status = 200;

  /** Creates the command, which prints to the terminal; the clock gives the time of arrival. */
  public Listen(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    requireRange("--port", port, 0, HIGHEST_PORT);
    requireRange("--status", status, LOWEST_STATUS, HIGHEST_STATUS);
    try (CallbackListener listener = listener()) {
      terminal.out().println("Listening on " + listener.url() + ", answering " + status);
      listener.printHeader();
      new CountDownLatch(1).await(); // until the process is stopped
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return STOPPED;
  }

  private void requireRange(String option, int value, int lowest, int highest) {
    if (value < lowest || value > highest) {
      throw new ParameterException(
          spec.commandLine(),
          "%s is %d, expected %d to %d".formatted(option, value, lowest, highest));
    }
  }

  private CallbackListener listener() throws IOException {
    try {
      return new CallbackListener(port, key, status, terminal.out(), clock);
    } catch (IOException e) {
      throw new IOException("cannot listen on port " + port + ": " + e.getMessage(), e);
    }
  }
}
