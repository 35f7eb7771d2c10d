package io.pollhook.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the command line understands. */
public final class Usage {
  private static final String PROGRAM = "java -jar pollhook.jar";

  private Usage() {}

  /** For people: how to run the program, and every command with its options. */
  public static String text() {
    StringBuilder text = new StringBuilder();
    text.append("Usage: %s%n".formatted(PROGRAM));
    text.append("Runs until it is stopped, as application.properties here says.%n".formatted());
    for (Class<?> command : List.of(CheckConfiguration.class, ImportInstances.class)) {
      CommandLine line = new CommandLine(command);
      line.setCommandName(PROGRAM + ' ' + line.getCommandName());
      text.append(System.lineSeparator()).append(line.getUsageMessage(Ansi.OFF));
    }
    return text.toString();
  }
}
