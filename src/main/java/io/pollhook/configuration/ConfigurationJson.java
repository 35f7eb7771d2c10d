package io.pollhook.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads configurations as JSON, within bounds that no honest one meets. */
final class ConfigurationJson {
  private static final int LONGEST = 2_000_000;
  private static final int DEEPEST = 50;

  /** A configuration may come as the JSON of a string that holds it, and that again. */
  private static final int MOST_WRAPPINGS = 3;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxDocumentLength(LONGEST)
                          .maxStringLength(LONGEST)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ConfigurationJson() {}

  /**
   * Parses text.
   *
   * @throws ConfigurationException if it is no JSON, names a key twice or is too long or too deep
   */
  static JsonNode parse(String field, String text) {
    if (text.isBlank()) {
      throw ConfigurationException.of(field, "is empty, expected JSON");
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException wrong) {
      throw ConfigurationException.of(
          field,
          "is no JSON: %s (line %d, column %d)"
              .formatted(
                  // the parser's word on where it keeps its source helps nobody
                  wrong.getOriginalMessage().replaceAll("(?s) \\(start marker at .*", ""),
                  wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr(),
                  wrong.getLocation() == null ? 0 : wrong.getLocation().getColumnNr()));
    }
  }

  /** Parses text that holds JSON, as long as it is text. */
  static JsonNode unwrap(String field, JsonNode node) {
    JsonNode value = node;
    for (int i = 0; i < MOST_WRAPPINGS && value.isTextual(); i++) {
      value = parse(field, value.textValue());
    }
    return value;
  }
}
