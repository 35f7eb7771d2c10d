package io.pollhook.cli;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports wrong arguments, with the correct usage. */
final class WrongUsage implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    boolean program = command.getParent() == null;
    command.getErr().println(program ? ofProgram(wrong) : ofCommand(wrong));
    command.getErr().flush();
    return ExitCode.USAGE;
  }

  /** One line, with the names of all commands. */
  private static String ofProgram(ParameterException wrong) {
    CommandLine program = wrong.getCommandLine();
    String given = given(wrong);
    String problem = given == null ? "a command is missing" : unknown(given);
    return "%s; the commands are %s (%s --help explains them)"
        .formatted(
            problem,
            String.join(", ", program.getSubcommands().keySet()),
            program.getCommandName());
  }

  private static String unknown(String given) {
    return "unknown " + (given.startsWith("-") ? "option " : "command ") + given;
  }

  private static String ofCommand(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    Help help = command.getHelp();
    String problem =
        wrong instanceof UnmatchedArgumentException
            ? "unknown argument " + given(wrong)
            : wrong.getMessage();
    return "%s: %s%n%s%s"
        .formatted(
            command.getCommandName(),
            problem,
            help.synopsisHeading(),
            help.synopsis(help.synopsisHeadingLength()).stripTrailing());
  }

  /** The argument that was not understood; null if one is missing. */
  private static String given(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched().get(0)
        : wrong.getValue();
  }
}
