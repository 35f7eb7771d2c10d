package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An element that names configuration keys is filled with the values of each account. */
class FillsElementsForAccountsTest {
  private static final String ELEMENT =
      """
      key: acme
      baseUrl: https://acme.example
      authentication:
        type: oauth2
        authorizationUrl: https://a.example
        tokenUrl: https://b.example
      headers:
        X-Version: 2.example
      resources:
        - path: /things
          query: {since: "${epoch:s}"}
      """;

  private final ElementReader reader =
      new ElementReader(new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load());
  private final ObjectNode values = Json.MAPPER.createObjectNode().put("own", "mine");

  private Element forAccount(Element element) {
    return element.forAccount(new InstanceConfiguration(values));
  }

  @Test
  void elementWithoutKeysIsTheSameForAllAccounts() throws ElementException {
    Element element = reader.read("acme.yaml", ELEMENT);
    assertThat(forAccount(element)).isSameAs(element);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme.example", "b.example", "2.example", "${epoch:s}"})
  void elementWithKeysHasTheValuesOfTheAccount(String place) throws ElementException {
    String text = ELEMENT.replace(place, "${own}." + place);
    Element element = reader.read("acme.yaml", text);
    assertThat(element.accountKeys()).containsExactly("own");
    assertThat(texts(forAccount(element))).contains("mine").doesNotContain("${own}");
  }

  /** Returns all texts that can be filled; an element's toString shows only its key. */
  private static String texts(Element element) {
    return String.join(
        " ",
        String.valueOf(element.baseUrl()),
        element.authentication().toString(),
        element.headers().toString(),
        element.resources().toString());
  }
}
