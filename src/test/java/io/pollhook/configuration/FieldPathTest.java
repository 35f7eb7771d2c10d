package io.pollhook.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  private static final String OBJECT =
      """
      {"id": "plain", "user": {"id": "nested", "first.name": "dotted below"}, "a.b": "dotted",
       "a": {"b": "shadowed", "c": "beside the dotted"}, "x.y": {"z": "below the dotted"},
       "Modified Time": "spaced", "@id": "at", "$ref": "dollar", "id_str": "underscored",
       "items": [{"id": "first"}, {"id": "second"}], "it's": "quoted", "none": null}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id | plain",
        " id  | plain",
        "user.id | nested",
        "user['id'] | nested",
        "['user']['id'] | nested",
        "['user'].id | nested",
        "['Modified Time'] | spaced",
        "[\"Modified Time\"] | spaced",
        "[\"it's\"] | quoted",
        "Modified Time | spaced",
        "@.@id | at",
        "@id | at",
        "$.user.id | nested",
        "$['Modified Time'] | spaced",
        "$ref | dollar",
        "a.b | dotted",
        "a.c | beside the dotted",
        "['a'].b | shadowed",
        "user.first.name | dotted below",
        "x.y.z | below the dotted",
        "items[1].id | second",
        "id_str | underscored",
      })
  void findsTheField(String path, String expected) throws Exception {
    assertThat(FieldPath.parse(path).in(object()).asText()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gone", "user.gone", "id.deeper", "items.id", "items[9].id", "user[0]", "a.b.c"})
  void missingFieldsAreNotFound(String path) throws Exception {
    assertThat(FieldPath.parse(path).in(object()).isMissingNode()).isTrue();
  }

  @Test
  void distinguishesNullFromMissing() throws Exception {
    assertThat(FieldPath.parse("none").in(object()).isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "user.",
        ".id",
        "user..id",
        "user[",
        "user]",
        "['id'",
        "user['']",
        "[x]",
        "['a']b",
        "@.",
        "it's"
      })
  void refusesInvalidPaths(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldPath.parse(path))
        .withMessageContaining("expected names separated by dots (user.id)");
  }

  private static JsonNode object() throws Exception {
    return new ObjectMapper().readTree(OBJECT);
  }
}
