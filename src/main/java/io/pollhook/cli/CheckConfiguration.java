package io.pollhook.cli;

import io.pollhook.polling.ConfigurationException;
import io.pollhook.polling.PollingConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * Tries polling configurations without creating anything: says per resource what would be called
 * and read, or why it is refused.
 */
@Command(
    name = "check-configuration",
    mixinStandardHelpOptions = true,
    description = "Says what a polling configuration would call and read, or why it is refused.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every resource is understood",
      "1:a resource is refused",
      "2:the input is no configuration"
    })
public final class CheckConfiguration implements Callable<Integer> {
  private static final int UNDERSTOOD = 0;
  private static final int REFUSED = 1;
  private static final int NO_CONFIGURATION = 2;

  /** No configuration is longer; what is longer is not read to its end. */
  private static final int LONGEST_INPUT = 10_000_000;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  @Option(
      names = "--last-poll",
      paramLabel = "<ISO instant>",
      converter = InstantConverter.class,
      description = "When the last poll was, such as 2026-01-31T12:00:00Z (default: now).")
  private Instant lastPoll;

  @Option(names = "--json", description = "Print a JSON array instead of text.")
  private boolean json;

  @Parameters(
      index = "0",
      paramLabel = "<file or ->",
      description = "An event.poller.configuration or a whole request body; - is standard input.")
  private String file;

  private CheckConfiguration(InputStream in, PrintStream out, PrintStream err, Clock clock) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /**
   * Runs the command.
   *
   * @param args the arguments behind {@code check-configuration}
   * @return 0 where all resources are understood, 1 where one is refused, 2 where the input is no
   *     configuration
   */
  public static int run(
      String[] args, InputStream in, PrintStream out, PrintStream err, Clock clock) {
    return new CommandLine(new CheckConfiguration(in, out, err, clock))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() {
    try {
      Instant now = clock.instant();
      Instant since = lastPoll == null ? now : lastPoll;
      List<CheckedResource> resources =
          PollingConfiguration.inspect(input()).stream()
              .map(result -> CheckedResource.of(result, since, now))
              .toList();
      print(resources);
      return resources.stream().allMatch(CheckedResource::ok) ? UNDERSTOOD : REFUSED;
    } catch (ConfigurationException | IOException | InvalidPathException wrong) {
      err.println("check-configuration: " + wrong.getMessage());
      return NO_CONFIGURATION;
    }
  }

  private void print(List<CheckedResource> resources) throws IOException {
    String report = json ? CheckReport.json(resources) : CheckReport.text(resources);
    out.write(report.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private String input() throws IOException {
    try (InputStream content = Input.open(file, in)) {
      return new String(content.readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8);
    }
  }

  /** Takes any offset, as dates are often copied with one. */
  static final class InstantConverter implements ITypeConverter<Instant> {
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    @Override
    public Instant convert(String value) {
      try {
        OffsetDateTime date = OffsetDateTime.parse(value.strip());
        if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
          return date.toInstant();
        }
      } catch (DateTimeParseException wrong) {
        // Refused below, as a year that no provider can be asked for is.
      }
      throw new TypeConversionException(
          "'%s' is no ISO instant, expected for instance 2026-01-31T12:00:00Z".formatted(value));
    }
  }
}
