package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Configurations that Cloud Elements and its users published. A table has the call of each, or the
 * reason why it is refused.
 */
class PublishedConfigurationsTest {
  private static final Instant LAST_POLL = Instant.parse("2020-07-25T12:25:13.787123Z");

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("table")
  void eachIsPolledOrRefusedAsInTheTable(int number, String resource, String outcome, String detail)
      throws IOException {
    JsonNode entry = corpus().get(number);
    assertThat(entry.path("resource").asText()).isEqualTo(resource);
    JsonNode map = JsonNodeFactory.instance.objectNode().set(resource, entry.path("config"));

    ResourceResult result = PollingConfiguration.inspect(map.toString()).get(0);

    if (outcome.equals("polls")) {
      ResourcePolling polling = ((ResourceResult.Understood) result).polling();
      assertThat(polling.url().resolve(LAST_POLL, LAST_POLL).text()).isEqualTo(detail);
    } else {
      assertThat(outcome).isEqualTo("refused");
      assertThat(((ResourceResult.Refused) result).reason()).hasMessage(detail);
    }
  }

  @Test
  void theTableHasAllConfigurations() throws IOException {
    assertThat(table().map(row -> (int) row.get()[0]))
        .containsExactlyElementsOf(
            Stream.iterate(0, number -> number + 1).limit(corpus().size()).toList());
  }

  static Stream<Arguments> table() throws IOException {
    List<String> lines = text("/polling-configs-expected.tsv").lines().toList();
    return lines.stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(row -> Arguments.of(Integer.valueOf(row[0]), row[1], row[2], row[3]));
  }

  private static JsonNode corpus() throws IOException {
    return new ObjectMapper().readTree(text("/polling-configs.json"));
  }

  private static String text(String resource) throws IOException {
    try (InputStream content = PublishedConfigurationsTest.class.getResourceAsStream(resource)) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
