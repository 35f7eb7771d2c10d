package io.pollhook.cli;

import io.pollhook.provisioning.InstanceImport;
import io.pollhook.provisioning.InstanceImport.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Creates instances from JSON lines, each a body of {@code POST /instances}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Creates an instance from each line of a file; a line is a body of POST /instances. The"
            + " embedded database must not be in use by a running program.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every line was imported",
      "1:a line was refused (the others were imported), or the import failed",
      "2:wrong usage"
    })
public final class ImportInstances implements Callable<Integer> {
  private static final int IMPORTED = 0;
  private static final int REFUSED = 1;

  private final Terminal terminal;
  private final Target target;
  private long refused;

  @Parameters(
      index = "0",
      paramLabel = "<file or ->",
      description = "JSON lines in UTF-8; - for standard input.")
  private String file;

  /** Creates the command, which uses the terminal's streams and creates instances in the target. */
  public ImportInstances(Terminal terminal, Target target) {
    this.terminal = terminal;
    this.target = target;
  }

  /**
   * The place where instances are created. It is opened only once arguments and input are checked.
   */
  public interface Target {
    /**
     * Opens the target, does the work, and closes the target.
     *
     * @param refused receives each line that does not become an instance
     */
    void use(Consumer<Refusal> refused, Work work) throws IOException;
  }

  /** The work on an open target. */
  public interface Work {
    /** Imports the lines. */
    void with(InstanceImport target) throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Input.open(file, terminal.in()), StandardCharsets.UTF_8))) {
      target.use(this::report, instances -> importAll(lines, instances));
      return refused == 0 ? IMPORTED : REFUSED;
    }
  }

  private void importAll(BufferedReader lines, InstanceImport instances) throws IOException {
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        instances.add(number, line);
      }
    }
    instances.flush();
    terminal.out().println(instances.imported() + " imported, " + refused + " refused");
  }

  private void report(Refusal refusal) {
    refused++;
    terminal.err().println("line " + refusal.line() + ": " + refusal.reason());
  }
}
