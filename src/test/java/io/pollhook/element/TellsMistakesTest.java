package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pollhook.config.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in an element's file is told by file, line and reason. */
class TellsMistakesTest {
  private static final String RIGHT =
      """
      key: acme
      baseUrl: https://acme.example
      authentication:
        type: api-key
      resources:
        - path: /things
          query:
            since: ${epoch:s}
      errors:
        - status: 429
          means: rate-limited
      polling:
        things:
          url: /hubs/general/things
      """;

  private final ElementReader reader =
      new ElementReader(new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key: acme | key: a b | 1 | key is \"a b\"",
        "key: acme | kee: acme | 1 | unknown field kee",
        "https://acme.example | ftp://acme.example | 2 | baseUrl is \"ftp://acme.example\"",
        "https://acme.example | https://acme.example/ | 2 | must not end with a slash",
        "https://acme.example | '{{acme.url}}' | 2 | acme.url",
        "https://acme.example | ${url} | 2 | expected an http or https URL",
        "https://acme.example | https://a:${port} | 2 | expected an http or https URL",
        "https://acme.example | https://${a.token}.b | 2 | the configuration key a.token is a secret",
        "${epoch:s} | ${my.password} | 8 | the configuration key my.password is a secret",
        "type: api-key | authorizationParameters: {a: '${b.secret}'} | 4 | b.secret is a secret",
        "type: api-key | type: apikey | 4 | type is \"apikey\", expected one of oauth2, client-",
        "type: api-key | type: [api-key] | 4 | type has a wrong value, expected one of oauth2",
        "type: api-key | value: {a: b} | 4 | value has a wrong value, expected text",
        "type: api-key | scopes: a | 4 | scopes has a wrong value, expected a list",
        "path: /things | conditional: sometimes | 6 | conditional is \"sometimes\", expected true or",
        "path: /things | paging: {size: many} | 6 | size is \"many\", expected a whole number",
        "path: /things | paging: link | 6 | paging has a wrong value, expected fields with values",
        "path: /things | order: down | 6 | order is \"down\", expected one of any, newest-first",
        "path: /things | path: things | 6 | path is \"things\"",
        "path: /things | dateFormat: hh:mm | 6 | dateFormat is \"hh:mm\": it holds no year (yyyy)",
        "path: /things | pth: /things | 6 | unknown field pth",
        "${epoch:s} | ${epoch:d} | 8 | 'd' is no unit",
        "status: 429 | status: 42 | 10 | status is \"42\"",
        "means: rate-limited | means: later | 11 | later",
        "means: rate-limited | header: {a: '('} | 10 | means is missing",
        "url: /hubs/general/things | url: /hubs/general/others | 14 | polling.things.url is",
        "url: /hubs/general/things | url: https://b.example/things | 14 | expected one that begins with",
        "/things | /parts/{id} | 14 | expected a value in the place of {id}",
        "url: /hubs/general/things | url: /things?where=a | 14 | expected a where clause",
        "url: /hubs/general/things | idField: a | 13 | polling.things.url is missing",
        "url: /hubs/general/things | url: /things?a=${b} | 13 | 'b' is no kind of date",
        "type: api-key | header: CamelHttpUri | 4 | \"CamelHttpUri\" is no header",
        "type: api-key | header: 'a b' | 4 | \"a b\" is no header",
        "- path: /things | - path: '/things | 6 | quoted scalar"
      })
  void theLineIsNamed(String right, String wrong, int line, String reason) {
    assertThatExceptionOfType(ElementException.class)
        .isThrownBy(() -> reader.read("acme.yaml", RIGHT.replace(right, wrong)))
        .withMessageStartingWith("acme.yaml, line " + line + ": ")
        .withMessageContaining(reason)
        .withMessageNotContainingAny("java.", "JsonToken", "io.pollhook", "deserialize");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet", "~", "just text", "[a]"})
  void aFileWithoutFieldsIsAMistake(String text) {
    assertThatExceptionOfType(ElementException.class)
        .isThrownBy(() -> reader.read("acme.yaml", text))
        .withMessageStartingWith("acme.yaml")
        .withMessageContaining("the file")
        .withMessageNotContainingAny("java.", "JsonToken", "io.pollhook", "deserialize");
  }

  @Test
  void aKeyThatWouldNotBeKeptSecretIsRefused() {
    assertThatExceptionOfType(ElementException.class)
        .isThrownBy(
            () -> reader.read("a.yaml", RIGHT.replace("api-key", "api-key\n  value: ${pin}")))
        .withMessageStartingWith("a.yaml, line 3: the configuration key pin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)", "(a)\\\\1", "(?<!a)b", "(", "a{2000}"})
  void aPatternThatCouldTakeForEverIsRefused(String pattern) {
    String rule = "status: 429\n    header: {X-A: \"" + pattern + "\"}";
    assertThatExceptionOfType(ElementException.class)
        .isThrownBy(() -> reader.read("acme.yaml", RIGHT.replace("status: 429", rule)))
        .withMessageStartingWith("acme.yaml, line ")
        .withMessageContaining("no regular expression that is matched in linear time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a?b=${body}", "a:b", "a'b", ""})
  void aSourceThatIsMoreThanANameIsRefused(String source) {
    for (String field : List.of("source", "detail")) {
      String resource = "path: /things\n    " + field + ": \"" + source + "\"";
      assertThatExceptionOfType(ElementException.class)
          .isThrownBy(() -> reader.read("acme.yaml", RIGHT.replace("path: /things", resource)))
          .withMessage(
              "acme.yaml, line 7: %s is \"%s\", expected letters, digits, dots and dashes",
              field, source);
    }
  }

  @Test
  void whatIsRightIsRead() throws ElementException {
    Element element = reader.read("acme.yaml", RIGHT);
    assertThat(element.sourceOf(element.resources().get(0))).isEqualTo("acme-things");
  }
}
