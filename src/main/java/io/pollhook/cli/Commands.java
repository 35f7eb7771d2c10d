package io.pollhook.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. A command is a picocli {@code @Command} that returns its exit code; it throws
 * if it fails, so that all commands report failures and wrong usage in the same way.
 */
public final class Commands {
  private Commands() {}

  @Command(
      name = "java -jar pollhook.jar",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class,
      description = {
        "Polls APIs and sends every change to a callback URL.",
        "Without a command, runs until it is stopped. Reads application.properties in",
        "the working directory."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {"0:success", "1:failure", "2:wrong usage"})
  private static final class Program {}

  /**
   * Runs one command.
   *
   * @param commands the available commands, besides {@code help}
   * @param args the name of a command and its arguments, or an option of the program
   * @return the exit code: that of the command; 1 if it failed, 2 if the arguments are wrong
   */
  public static int run(
      Terminal terminal, List<? extends Callable<Integer>> commands, String... args) {
    CommandLine program = new CommandLine(new Program());
    commands.forEach(program::addSubcommand);
    return program
        .addSubcommand(new HelpCommand())
        .setOut(Terminal.writer(terminal.out()))
        .setErr(Terminal.writer(terminal.err()))
        .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionExceptionHandler(new Failure())
        .setExecutionStrategy(Commands::execute)
        .execute(args);
  }

  /** Reports an unknown command even if help is requested; picocli would only show the help. */
  private static int execute(ParseResult parsed) {
    if (!parsed.unmatched().isEmpty()) {
      throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
    }
    return new RunLast().execute(parsed);
  }
}
