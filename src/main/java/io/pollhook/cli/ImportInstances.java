package io.pollhook.cli;

import io.pollhook.config.ConfigurationError;
import io.pollhook.provisioning.InstanceImport;
import io.pollhook.provisioning.InstanceImport.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Creates instances from JSON lines, each a body of {@code POST /instances}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Creates an instance from each line, a body of POST /instances. On the embedded database"
            + " only while the program does not run.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every line is an instance now",
      "1:a line is refused; the others are instances now",
      "2:the input cannot be read, or the database cannot be used"
    })
public final class ImportInstances implements Callable<Integer> {
  private static final int IMPORTED = 0;
  private static final int REFUSED = 1;
  private static final int UNUSABLE = 2;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Target target;
  private long refused;

  @Parameters(
      index = "0",
      paramLabel = "<file or ->",
      description = "JSON lines in UTF-8; - is standard input.")
  private String file;

  private ImportInstances(InputStream in, PrintStream out, PrintStream err, Target target) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.target = target;
  }

  /** What the instances are created in; opened once the arguments and the input are known. */
  public interface Target {
    /** Opens it for the work, and closes it. */
    void use(Consumer<Refusal> refused, Work work) throws IOException;
  }

  /** What is done with an open target. */
  public interface Work {
    /** Brings the lines in. */
    void with(InstanceImport target) throws IOException;
  }

  /**
   * Runs the command.
   *
   * @param args the arguments behind {@code import}
   * @return 0 where every line was imported, 1 where one is refused, 2 where nothing can be done
   */
  public static int run(
      String[] args, InputStream in, PrintStream out, PrintStream err, Target target) {
    return new CommandLine(new ImportInstances(in, out, err, target))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(Input.open(file, in), StandardCharsets.UTF_8))) {
      target.use(this::tell, instances -> bringIn(lines, instances));
      return refused == 0 ? IMPORTED : REFUSED;
    } catch (IOException | InvalidPathException | ConfigurationError e) {
      err.println("import: " + e.getMessage());
      return UNUSABLE;
    }
  }

  private void bringIn(BufferedReader lines, InstanceImport instances) throws IOException {
    long number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        instances.add(number, line);
      }
    }
    instances.flush();
    out.println(instances.imported() + " imported, " + refused + " refused");
  }

  private void tell(Refusal refusal) {
    refused++;
    err.println("line " + refusal.line() + ": " + refusal.reason());
  }
}
