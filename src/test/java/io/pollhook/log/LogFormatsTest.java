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
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The subject of a line in the program's two formats. */
class LogFormatsTest {
  private static final Map<String, String> ABOUT =
      Map.of(About.INSTANCE, "17", About.ELEMENT, "gmail", About.RESOURCE, "changed\nmessages");

  @Test
  void textLineBeginsWithInstanceElementAndResource() throws JoranException {
    assertThat(line("text", ABOUT, null))
        .endsWith(" WARN  Polls - instance 17 (gmail), changed\\nmessages: it\\nfailed\n");
  }

  @Test
  void lineAboutOnePartNamesThePart() throws JoranException {
    Map<String, String> about =
        Map.of(About.INSTANCE, "17", About.RESOURCE, "events", About.PART, "team@example.com");
    assertThat(line("text", about, null))
        .endsWith(" WARN  Polls - instance 17, events of team@example.com: it\\nfailed\n");
    assertThat(Json.parse(line("json", about, null)).path("part").asText())
        .isEqualTo("team@example.com");
  }

  @Test
  void textLineWithoutASubjectIsTheMessage() throws JoranException {
    assertThat(line("text", Map.of(), null)).endsWith(" WARN  Polls - it\\nfailed\n");
  }

  @Test
  void jsonLineHasInstanceElementAndResourceAsFields() throws JoranException {
    String line = line("json", ABOUT, null);
    JsonNode json = Json.parse(line);

    assertThat(line).endsWith("}\n").hasLineCount(1);
    assertThat(json.path("instance").asText()).isEqualTo("17");
    assertThat(json.path("element").asText()).isEqualTo("gmail");
    assertThat(json.path("resource").asText()).isEqualTo("changed\nmessages");
    assertThat(json.path("message").asText()).isEqualTo("it\nfailed");
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("logger").asText()).isEqualTo("io.pollhook.poll.Polls");
    assertThat(Instant.parse(json.path("time").asText())).isNotNull();
  }

  @Test
  void jsonLineWithAStackTraceIsOneLine() throws JoranException {
    String line = line("json", Map.of(), new IllegalStateException("broken\nin two"));

    assertThat(line).hasLineCount(1);
    assertThat(Json.parse(line).path("exception").asText())
        .startsWith("java.lang.IllegalStateException: broken\nin two")
        .contains("\tat " + getClass().getName());
    assertThat(Json.parse(line).has("instance")).isFalse();
  }

  private static String line(String format, Map<String, String> about, Throwable thrown)
      throws JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("pollhook.log.format", format);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure("src/main/resources/logback.xml");
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    @SuppressWarnings("unchecked") // the program's appenders are consoles
    OutputStreamAppender<ILoggingEvent> console =
        (OutputStreamAppender<ILoggingEvent>) root.getAppender(format);
    Logger logger = context.getLogger("io.pollhook.poll.Polls");
    LoggingEvent event =
        new LoggingEvent(
            Logger.class.getName(), logger, Level.WARN, "it\n{}", thrown, new Object[] {"failed"});
    event.setMDCPropertyMap(about);
    return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
