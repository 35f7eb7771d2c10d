package io.pollhook.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's own layout, as the packaged logback.xml configures it. */
class LogLinesStayWholeTest {
  private static final String FORGED = "2026-11-21T00:00:00.000Z ERROR Vault - forged";

  private final LoggerContext context = new LoggerContext();
  private OutputStreamAppender<ILoggingEvent> console;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void configure() throws JoranException {
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure("src/main/resources/logback.xml");
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    console = (OutputStreamAppender<ILoggingEvent>) root.getAppender("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r",
        "\r\n",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u001b[2K",
        "\b",
        "\u0000",
        "\u007f",
        "\u009b31m",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\ud800",
        "\t"
      })
  void messageIsOneLineOfVisibleCharacters(String unsafe) {
    String line = line(null, "instance {}: it failed", unsafe + FORGED);

    assertThat(line).endsWith(FORGED + ": it failed" + System.lineSeparator());
    assertVisible(line.stripTrailing());
  }

  @Test
  void ordinaryTextIsNotChanged() {
    assertThat(line(null, "Ünï ключ 鍵 😀 C:\\new \"{{x}}\""))
        .endsWith("- Ünï ключ 鍵 😀 C:\\new \"{{x}}\"" + System.lineSeparator());
  }

  @Test
  void eachMessageInAStackTraceIsOneLine() {
    Exception cause = new IllegalStateException("cause\r\n" + FORGED + "\n\tat forged.Frame");
    Exception thrown = new IllegalArgumentException("outer\n" + FORGED, cause);
    thrown.addSuppressed(new IllegalStateException("suppressed\n" + FORGED));

    List<String> lines = line(thrown, "it failed").lines().toList();

    assertThat(lines)
        .noneMatch(line -> line.startsWith(FORGED))
        .anyMatch(
            line -> line.equals(IllegalArgumentException.class.getName() + ": outer\\n" + FORGED))
        .anyMatch(line -> line.startsWith("Caused by: ") && line.contains("\\r\\n" + FORGED))
        .anyMatch(line -> line.contains("Suppressed: ") && line.contains("\\n" + FORGED))
        .anyMatch(line -> line.startsWith("\tat " + getClass().getName()))
        .noneMatch(line -> line.startsWith("\tat forged"));
  }

  private static void assertVisible(String line) {
    assertThat(line.codePoints().filter(Character::isISOControl)).isEmpty();
    assertThat(line)
        .doesNotContain("\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\u061c", "\ud800");
  }

  private String line(Throwable thrown, String message, Object... arguments) {
    Logger logger = context.getLogger("io.pollhook.poll.Polls");
    LoggingEvent event =
        new LoggingEvent(Logger.class.getName(), logger, Level.WARN, message, thrown, arguments);
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
