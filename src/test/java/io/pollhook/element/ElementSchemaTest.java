package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema determines the valid contents of an element file, for Pollhook and for editors. */
class ElementSchemaTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z.]+)` \\| [^|]* ?\\| ([^|]+) \\|$", Pattern.MULTILINE);

  private final JsonNode schema = schema();
  private final JsonSchema validator =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);

  private static JsonNode schema() {
    try (InputStream in =
        ElementSchemaTest.class.getResourceAsStream("/io/pollhook/schema/element.schema.json")) {
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gmail",
        "googlesuite",
        "github",
        "hubspot",
        "notion",
        "outlook",
        "salesforce",
        "shopify",
        "stripe"
      })
  void packagedElementsAreValid(String key) throws IOException, ElementException {
    Settings settings = new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load();
    String text = Files.readString(Path.of("src/main/resources/elements/" + key + ".yaml"));
    assertThat(validator.validate(new YAMLMapper().readTree(text))).isEmpty();
    assertThat(new ElementReader(settings).read(key + ".yaml", text).key()).isEqualTo(key);
  }

  @ParameterizedTest
  @MethodSource("exampleFiles")
  void exampleFilesAreValidAndLoad(Path file) throws IOException, ElementException {
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
  void documentedExamplesAreValid() throws IOException, ElementException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs/elements.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(examples).isNotEmpty();
    Settings settings = new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load();
    for (String example : examples) {
      assertThat(validator.validate(new YAMLMapper().readTree(example))).as(example).isEmpty();
      assertThat(new ElementReader(settings).read("docs/elements.md", example).key()).isNotEmpty();
    }
  }

  @Test
  void documentationDescribesEveryKeyAsTheSchemaDoes() throws IOException {
    String text = Files.readString(Path.of("docs/elements.md"));
    Map<String, String> sections =
        Map.of(
            "", "Element",
            "authentication", "Authentication",
            "paging", "Paging",
            "error", "Errors",
            "budget", "Budget",
            "partition", "Partitions",
            "resource", "Resources",
            "polling", "Default polling");
    sections.forEach(
        (name, title) -> {
          String section = text.substring(text.indexOf("\n## " + title + "\n") + 1);
          int next = section.indexOf("\n## ");
          Map<String, String> documented =
              ROW.matcher(next < 0 ? section : section.substring(0, next))
                  .results()
                  .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
          JsonNode described = name.isEmpty() ? schema : schema.at("/$defs/" + name);
          assertThat(documented).as(title).isEqualTo(descriptions("", described));
        });
  }

  private static Map<String, String> descriptions(String prefix, JsonNode described) {
    Map<String, String> descriptions = new HashMap<>();
    for (Map.Entry<String, JsonNode> property : described.get("properties").properties()) {
      String name = prefix + property.getKey();
      descriptions.put(name, property.getValue().path("description").asText());
      if (property.getValue().has("properties")) {
        descriptions.putAll(descriptions(name + ".", property.getValue()));
      }
    }
    return descriptions;
  }

  @Test
  void documentedMessagesAreReported() throws IOException {
    String text = Files.readString(Path.of("docs/elements.md"));
    String wrong =
        "key: acme\nbaseUrl: https://api.acme.example\nresources:\n  - path: /contacts\n";
    Settings settings = new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load();
    String example = wrong + "    pagging: {}\n    order: newest\n";
    List<String> lines =
        catchThrowableOfType(
                ElementException.class,
                () -> new ElementReader(settings).read("elements/acme.yaml", example))
            .lines();
    assertThat(text).contains(example).contains(String.join("\n", lines));
  }

  @Test
  void publishedPollingConfigurationsAreValidDefaults() throws IOException {
    JsonNode published =
        Json.MAPPER.readTree(Path.of("src/test/resources/polling-configs.json").toFile());
    List<JsonNode> configurations = published.findValues("config");
    assertThat(configurations).hasSizeGreaterThan(100);
    for (JsonNode configuration : configurations) {
      ObjectNode polling = configuration.deepCopy();
      polling.remove("xPath"); // a vendor's extension
      JsonNode element =
          Json.MAPPER
              .createObjectNode()
              .put("key", "a")
              .<ObjectNode>set("resources", Json.parse("[{\"path\": \"/a\"}]"))
              .set("polling", Json.MAPPER.createObjectNode().set("a", polling));
      assertThat(validator.validate(element)).as(polling.toString()).isEmpty();
    }
  }

  @Test
  void schemaAndRecordsHaveTheSameDefaults() throws ElementException {
    Settings settings = new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load();
    String least =
        "{key: a, baseUrl: 'https://a.b', resources: [{path: /a}],"
            + " partitions: {p: {placeholder: b, source: c}}}";
    Element element = new ElementReader(settings).read("a.yaml", least);
    Map<String, Object> records =
        Map.of(
            "", element,
            "authentication", element.authentication(),
            "paging", element.paging(),
            "partition", element.partitions().get("p"),
            "resource", element.resources().get(0));
    records.forEach(
        (name, part) -> {
          JsonNode described = name.isEmpty() ? schema : schema.at("/$defs/" + name);
          described
              .get("properties")
              .properties()
              .forEach(
                  property -> {
                    JsonNode value = property.getValue().path("default");
                    if (!value.isMissingNode() && !property.getKey().equals("dateFormat")) {
                      assertThat(component(part, property.getKey()))
                          .as(name + property)
                          .isEqualTo(value);
                    }
                  });
        });
  }

  /** The components of a resource, whose settings are written side by side in a file. */
  private static final Set<Class<?>> PARTS =
      Set.of(ListCall.class, Listing.class, ObjectCall.class, Identity.class, ObjectDates.class);

  private static JsonNode component(Object part, String name) {
    return Arrays.stream(part.getClass().getRecordComponents())
        .flatMap(
            component ->
                PARTS.contains(component.getType())
                    ? Stream.of(value(part, component))
                        .filter(inner -> settings(inner.getClass()).anyMatch(name::equals))
                        .map(inner -> component(inner, name))
                    : Stream.of(component)
                        .filter(some -> some.getName().equals(name))
                        .map(some -> Json.MAPPER.<JsonNode>valueToTree(value(part, some))))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name));
  }

  private static Object value(Object part, RecordComponent component) {
    try {
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Returns the settings that a record reads from a file. */
  private static Stream<String> settings(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                PARTS.contains(component.getType())
                    ? settings(component.getType())
                    : Stream.of(component.getName()));
  }

  @Test
  void unknownKeyIsRefused() throws IOException {
    JsonNode element = new YAMLMapper().readTree("{key: a, resources: [{path: /a, pagging: {}}]}");
    assertThat(validator.validate(element)).hasSize(1);
  }

  @Test
  void schemaHasTheFieldsOfTheRecords() {
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
              .containsExactlyInAnyOrderElementsOf(settings(type).toList());
        });
  }
}
