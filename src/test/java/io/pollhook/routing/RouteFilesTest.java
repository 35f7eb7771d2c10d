package io.pollhook.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.pollhook.RunningPollhook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The route files are valid for YAML route editors, and match the program and the elements. */
class RouteFilesTest {
  private static final String SUFFIX = ".camel.yaml";
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final CamelCatalog CATALOG = new DefaultCamelCatalog();
  private static final JsonSchema CAMEL_SCHEMA = camelSchema();

  /** The fields in which a step names an endpoint or a bean. */
  private static final Set<String> REFERENCES = Set.of("ref", "executorService");

  static List<Path> files() {
    return list(Path.of("routes"), SUFFIX);
  }

  private static List<Path> list(Path directory, String suffix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchema camelSchema() {
    try (InputStream schema =
        RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void filesFollowCamelsSchema(Path file) {
    assertThat(CAMEL_SCHEMA.validate(read(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void endpointsAndOptionsExist(Path file) {
    walk(
        read(file),
        (name, node) -> {
          if (node.has("uri")) {
            boolean consumer = name.equals("from");
            String uri = endpoint(node);
            EndpointValidationResult result =
                CATALOG.validateEndpointProperties(uri, false, consumer, !consumer);
            assertThat(result.isSuccess())
                .as(uri + ": " + result.summaryErrorMessage(true))
                .isTrue();
          }
        });
  }

  private static String endpoint(JsonNode node) {
    String uri = node.path("uri").asText();
    Map<String, String> options = new LinkedHashMap<>();
    node.path("parameters")
        .properties()
        .forEach(o -> options.put(o.getKey(), o.getValue().asText()));
    try {
      if (!uri.contains(":")) {
        return CATALOG.asEndpointUri(uri, options, false);
      }
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException(uri, e);
    }
    List<String> query = new ArrayList<>();
    options.forEach((option, value) -> query.add(option + "=" + value));
    return query.isEmpty() ? uri : uri + "?" + String.join("&", query);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyRouteHasADescription(Path file) {
    for (JsonNode entry : read(file)) {
      Stream.of("route", "routeTemplate")
          .filter(entry::has)
          .map(entry::get)
          .forEach(
              route -> {
                assertThat(route.path("id").asText()).as(route.toString()).isNotEmpty();
                assertThat(route.path("description").asText())
                    .as(route.path("id").asText())
                    .isNotEmpty();
              });
    }
  }

  /** Visual editors show routes, but not templates. */
  @ParameterizedTest
  @MethodSource("files")
  void templatesOnlyCallRoutes(Path file) {
    for (JsonNode entry : read(file)) {
      walk(
          entry.path("routeTemplate"),
          (name, node) -> {
            if (node.has("steps")) {
              List<String> steps = new ArrayList<>();
              node.path("steps").forEach(step -> step.fieldNames().forEachRemaining(steps::add));
              steps.remove("setBody"); // passes the parameter on
              assertThat(steps).as(entry.toString()).containsExactly("to");
            }
          });
    }
  }

  @Test
  void allFilesAreInTheJar() throws IOException {
    assertThat(new RouteFiles(Path.of("no-such-directory")).read())
        .extracting(RouteFile::location)
        .containsExactlyElementsOf(
            files().stream()
                .map(file -> "classpath:io/pollhook/routes/" + file.getFileName())
                .toList());
  }

  @Test
  void everySourceOfAnElementHasARoute() {
    Set<String> routes = new TreeSet<>();
    files()
        .forEach(file -> walk(read(file), (name, node) -> routes.add(node.path("uri").asText())));
    for (Path element : list(Path.of("src/main/resources/elements"), ".yaml")) {
      walk(
          read(element),
          (name, node) ->
              Stream.of("source", "detail")
                  .filter(node::has)
                  .forEach(key -> assertThat(routes).contains("direct:" + node.get(key).asText())));
    }
  }

  @Test
  void allNamedBeansAreBound(@TempDir Path directory) {
    Set<String> named = new TreeSet<>();
    files().forEach(file -> walk(read(file), (name, node) -> named.addAll(references(node))));
    assertThat(named).contains("polls", "callbackClient", "pollWorkers");
    try (RunningPollhook pollhook = RunningPollhook.start(directory, Map.of())) {
      Registry registry = pollhook.context().getRegistry();
      assertThat(named)
          .allSatisfy(bean -> assertThat(registry.lookupByName(bean)).as(bean).isNotNull());
    }
  }

  private static List<String> references(ObjectNode node) {
    List<String> found = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              String value = field.getValue().asText();
              if (REFERENCES.contains(field.getKey())) {
                found.add(value);
              } else if (value.startsWith("#")) {
                found.add(value.substring(1));
              }
            });
    return found;
  }

  /** Visits every object with its name. */
  private static void walk(JsonNode node, BiConsumer<String, ObjectNode> visitor) {
    walk("", node, visitor);
  }

  private static void walk(String name, JsonNode node, BiConsumer<String, ObjectNode> visitor) {
    if (node instanceof ObjectNode object) {
      visitor.accept(name, object);
      object.properties().forEach(field -> walk(field.getKey(), field.getValue(), visitor));
    } else {
      node.forEach(child -> walk(name, child, visitor));
    }
  }
}
