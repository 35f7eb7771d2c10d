package io.pollhook.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * Reads and writes JSON. Numbers keep their digits. JSON for text columns is ASCII, so that NUL and
 * lone surrogates survive a database that only supports UTF-8.
 */
public final class Json {
  /** The maximum nesting depth of a document. */
  public static final int DEEPEST = 200;

  private static final int LONGEST_STRING = 20_000_000;

  /** Reads and writes payloads. */
  public static final JsonMapper MAPPER = exact().build();

  /** Writes documents for text columns. */
  public static final JsonMapper ASCII = exact().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Reads stored documents, in which an object of a page is nested a few levels deeper. */
  private static final JsonMapper STORED = exact(2 * DEEPEST).build();

  private Json() {}

  private static JsonMapper.Builder exact() {
    return exact(DEEPEST);
  }

  private static JsonMapper.Builder exact(int deepest) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(deepest)
                    .maxStringLength(LONGEST_STRING)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
  }

  /** The document as ASCII text. */
  public static String text(Object document) {
    try {
      return ASCII.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the document cannot be written as JSON", e);
    }
  }

  /** The document as ASCII bytes, written without an intermediate string. */
  public static byte[] bytes(Object document) {
    try {
      return ASCII.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the document cannot be written as JSON", e);
    }
  }

  /**
   * Parses a document from outside; null or a missing node if it is empty.
   *
   * @throws IOException if it is not valid JSON, or the exponent of a number is too large
   */
  public static JsonNode read(byte[] document) throws IOException {
    try {
      return MAPPER.readTree(document);
    } catch (NumberFormatException e) {
      throw new IOException("the exponent of a number is too large", e);
    }
  }

  /** Parses a text written by {@link #text}. */
  public static JsonNode parse(String text) {
    try {
      return STORED.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException("a stored document is not valid JSON", e);
    }
  }

  /** Escapes everything but printable ASCII in a string, for a text column. */
  public static String key(String text) {
    if (isAscii(text)) { // most are; an encoder is a fraction of a document's cost
      return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
    String quoted = text(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static boolean isAscii(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) < 0x80) {
      at++;
    }
    return at == text.length();
  }

  /** Reverses {@link #key}. */
  public static String unkey(String key) {
    return key.indexOf('\\') < 0 ? key : parse('"' + key + '"').textValue();
  }
}
