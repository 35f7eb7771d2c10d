package io.pollhook.cli;

import io.pollhook.settings.ConfigurationError;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Reports a failed command: one line for the person; if it is a bug, the stack trace in the log.
 */
final class Failure implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    boolean expected = failure instanceof ConfigurationError || failure instanceof IOException;
    if (!expected) {
      LOG.error("{} failed", command.getCommandName(), failure);
    }
    command.getErr().println(command.getCommandName() + ": " + line(failure, expected));
    command.getErr().flush();
    return ExitCode.SOFTWARE;
  }

  private static String line(Exception failure, boolean expected) {
    String text =
        expected && failure.getMessage() != null
            ? failure.getMessage()
            : "failed unexpectedly: " + failure;
    return text.strip().replaceAll("\\s+", " ");
  }
}
