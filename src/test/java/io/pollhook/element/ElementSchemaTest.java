package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.pollhook.config.Settings;
import io.pollhook.config.SettingsLoader;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors complete element files by. */
class ElementSchemaTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  private final JsonNode schema = schema();
  private final JsonSchema validator =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);

  private static JsonNode schema() {
    try (InputStream in =
        ElementSchemaTest.class.getResourceAsStream("/schema/element.schema.json")) {
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gmail", "googlesuite", "github", "stripe"})
  void thePackagedElementsFit(String key) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/elements/" + key + ".yaml")) {
      assertThat(validator.validate(new YAMLMapper().readTree(in))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("exampleFiles")
  void theExampleFilesFitAndAreRead(Path file) throws IOException, ElementException {
    String text = Files.readString(file);
    assertThat(validator.validate(new YAMLMapper().readTree(text))).isEmpty();
    Settings settings = new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load();
    assertThat(new ElementReader(settings).read(file.toString(), text).key()).isNotEmpty();
  }

  static List<Path> exampleFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("examples/elements"))) {
      return files.toList();
    }
  }

  @Test
  void theExamplesOfTheDocumentationFit() throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs/elements.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(validator.validate(new YAMLMapper().readTree(example))).as(example).isEmpty();
    }
  }

  @Test
  void whatNobodyReadsIsRefused() throws IOException {
    JsonNode element = new YAMLMapper().readTree("{key: a, resources: [{path: /a, pagging: {}}]}");
    assertThat(validator.validate(element)).hasSize(1);
  }

  @Test
  void itNamesTheFieldsOfTheRecords() {
    Map<String, Class<?>> records =
        Map.of(
            "", Element.class,
            "authentication", Authentication.class,
            "paging", Paging.class,
            "error", ErrorRule.class,
            "budget", Budget.class,
            "partition", Partition.class,
            "resource", Resource.class);
    records.forEach(
        (name, type) -> {
          JsonNode described = name.isEmpty() ? schema : schema.at("/$defs/" + name);
          assertThat(described.get("properties").fieldNames())
              .toIterable()
              .as(name)
              .containsExactlyInAnyOrderElementsOf(
                  Arrays.stream(type.getRecordComponents()).map(part -> part.getName()).toList());
        });
  }
}
