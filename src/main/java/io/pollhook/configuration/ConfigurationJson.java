package io.pollhook.configuration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads configurations as JSON, within bounds that no genuine one reaches. */
final class ConfigurationJson {
  private static final int LONGEST = 2_000_000;
  private static final int DEEPEST = 50;

  /** A configuration may be wrapped in a JSON string, and that in another one. */
  private static final int MAX_WRAPPINGS = 3;

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
   * @throws ConfigurationException if it is not valid JSON, has a duplicate key, or is too long or
   *     too deep
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
          "is not valid JSON: %s (line %d, column %d)"
              .formatted(
                  // without the parser's remark about its source, which helps nobody
                  wrong.getOriginalMessage().replaceAll("(?s) \\(start marker at .*", ""),
                  wrong.getLocation() == null ? 0 : wrong.getLocation().getLineNr(),
                  wrong.getLocation() == null ? 0 : wrong.getLocation().getColumnNr()));
    }
  }

  /** Parses JSON strings that contain JSON until the value is not a string. */
  static JsonNode unwrap(String field, JsonNode node) {
    JsonNode value = node;
    for (int i = 0; i < MAX_WRAPPINGS && value.isTextual(); i++) {
      value = parse(field, value.textValue());
    }
    return value;
  }
}
