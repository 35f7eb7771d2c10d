package io.pollhook.cli;

import io.pollhook.configuration.ConfigurationException;
import io.pollhook.configuration.PollingConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/**
 * Checks a polling configuration without creating anything: shows for each resource which call
 * would be made and which fields would be read, or why the resource is refused.
 */
@Command(
    name = "check-configuration",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Shows what a polling configuration would call and read, or why it is refused. Creates"
            + " nothing.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every resource is understood",
      "1:a resource is refused",
      "2:the input is not a polling configuration, or the usage is wrong"
    })
public final class CheckConfiguration implements Callable<Integer> {
  private static final int UNDERSTOOD = 0;
  private static final int REFUSED = 1;
  private static final int NO_CONFIGURATION = 2;

  /** The number of bytes to read at most; no configuration is longer. */
  private static final int LONGEST_INPUT = 10_000_000;

  private final Terminal terminal;
  private final Clock clock;

  @Option(
      names = "--last-poll",
      paramLabel = "<ISO instant>",
      converter = InstantConverter.class,
      description = "Time of the last poll, such as 2026-01-31T12:00:00Z (default: now).")
  private Instant lastPoll;

  @Option(names = "--json", description = "Print a JSON array instead of text.")
  private boolean json;

  @Parameters(
      index = "0",
      paramLabel = "<file or ->",
      description = "An event.poller.configuration or a whole request body; - for standard input.")
  private String file;

  /**
   * Creates the command, which uses the terminal's streams; the clock gives the default last poll.
   */
  public CheckConfiguration(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
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
    } catch (ConfigurationException | IOException wrong) {
      terminal.err().println("check-configuration: " + wrong.getMessage());
      return NO_CONFIGURATION;
    }
  }

  private void print(List<CheckedResource> resources) throws IOException {
    String report = json ? CheckReport.json(resources) : CheckReport.text(resources);
    terminal.out().write(report.getBytes(StandardCharsets.UTF_8));
    terminal.out().flush();
  }

  private String input() throws IOException {
    try (InputStream content = Input.open(file, terminal.in())) {
      return new String(content.readNBytes(LONGEST_INPUT), StandardCharsets.UTF_8);
    }
  }

  /** Accepts any offset, because dates are often copied with one. */
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
        // refused below, like a year that no provider can be asked for
      }
      throw new TypeConversionException(
          "'%s' is not an ISO instant such as 2026-01-31T12:00:00Z".formatted(value));
    }
  }
}
