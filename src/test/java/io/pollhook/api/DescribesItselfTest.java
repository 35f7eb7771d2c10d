package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.api.ApiFixture.Answer;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.component.rest.RestEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribesItselfTest extends SharedApiTest {
  private static final ApiDescription DESCRIPTION = ApiDescription.load();

  static List<Operation> operations() {
    return DESCRIPTION.operations();
  }

  @Test
  void theDocumentNeedsNoSecrets() {
    Answer answer = api.call("GET", "/openapi.json", null, null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(DESCRIPTION.document());
    assertThat(answer.json().path("openapi").asText()).startsWith("3.0");
  }

  @Test
  void thePageLoadsNothingElse() {
    Answer answer = api.call("GET", "//docs", null, null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.header("content-security-policy"))
        .startsWith("default-src 'none'; style-src 'sha256-");
    String page = answer.http().body();
    assertThat(page).doesNotContain("<script", "<link", " src=", "url(");
    operations().forEach(operation -> assertThat(page).contains("id=\"" + operation.id() + '"'));
    Pattern.compile("href=\"#([^\"]+)\"")
        .matcher(page)
        .results()
        .forEach(link -> assertThat(page).contains("id=\"" + link.group(1) + '"'));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void eachCallHasABeanAndAMethod(Operation operation) {
    Object bean = api.context().getRegistry().lookupByName(operation.bean());

    assertThat(bean).as(operation.bean()).isNotNull();
    assertThat(bean.getClass().getMethods())
        .extracting(java.lang.reflect.Method::getName)
        .containsOnlyOnce(operation.handler());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void eachDescribedCallIsServed(Operation operation) {
    Answer answer =
        api.call(operation.method().toUpperCase(java.util.Locale.ROOT), sample(operation), null);

    assertThat(answer.status()).as(answer.http().body()).isNotIn(405, 500);
    assertThat(answer.http().body()).doesNotContain("no such path");
  }

  private static String sample(Operation operation) {
    return operation
        .path()
        .replace("{keyOrId}", "gmail")
        .replace("{eventId}", "none")
        .replaceAll("\\{\\w+}", "0");
  }

  @Test
  void eachServedCallIsDescribed() {
    String base = DESCRIPTION.basePath();
    Set<String> described =
        operations().stream()
            .map(operation -> operation.method() + ":" + base + operation.path())
            .collect(Collectors.toSet());

    Set<String> served =
        api.context().getRoutes().stream()
            .map(Route::getEndpoint)
            .filter(endpoint -> endpoint.getEndpointUri().contains(base))
            .map(RestEndpoint.class::cast)
            .map(rest -> rest.getMethod() + ':' + rest.getPath() + rest.getUriTemplate())
            .collect(Collectors.toSet());

    assertThat(served).isEqualTo(described);
  }

  @Test
  void eachReferenceHasATarget() {
    walk(
        DESCRIPTION.document(),
        node -> {
          if (node.has("$ref")) {
            String reference = node.get("$ref").textValue();
            assertThat(DESCRIPTION.document().at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse();
          }
        });
  }

  @Test
  void eachComponentIsReferredTo() {
    String text = DESCRIPTION.document().toString();
    JsonNode components = DESCRIPTION.document().path("components");
    for (String kind : List.of("parameters", "headers", "requestBodies", "responses", "schemas")) {
      components
          .path(kind)
          .fieldNames()
          .forEachRemaining(
              name -> assertThat(text).contains("#/components/" + kind + "/" + name + '"'));
    }
  }

  @Test
  void eachCallHasItsOwnOperationId() {
    assertThat(operations()).extracting(Operation::id).doesNotHaveDuplicates().doesNotContainNull();
  }

  private static void walk(JsonNode node, Consumer<JsonNode> visitor) {
    visitor.accept(node);
    node.forEach(child -> walk(child, visitor));
  }
}
