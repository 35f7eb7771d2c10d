package io.pollhook.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ContentType;

/** Reads the common parts of the providers' JSON answers. */
public final class JsonAnswer {
  private JsonAnswer() {}

  /**
   * Parses a document in UTF-8 or another of JSON's own encodings.
   *
   * @throws MalformedPageException if the body is not a document
   */
  public static JsonNode parse(InputStream body) {
    try {
      return parse(body == null ? null : body.readAllBytes(), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Parses a document in the encoding that its content type names. JSON defines no charset (RFC
   * 8259 §8.1), but some providers use one.
   *
   * @param body null if there is none
   * @param contentType null if there is none
   * @throws MalformedPageException if the body is not a document
   */
  public static JsonNode parse(byte[] body, String contentType) {
    byte[] bytes = body == null ? new byte[0] : inUnicode(body, charset(contentType));
    JsonNode answer;
    try {
      answer = Json.read(bytes);
    } catch (IOException e) {
      answer = damaged(bytes);
    }
    if (answer == null || answer.isMissingNode()) {
      throw new MalformedPageException("expected JSON, got nothing");
    }
    return answer;
  }

  private static byte[] inUnicode(byte[] body, Charset charset) {
    boolean already = charset.name().startsWith("UTF-");
    return already ? body : new String(body, charset).getBytes(StandardCharsets.UTF_8);
  }

  private static Charset charset(String contentType) {
    ContentType type = contentType == null ? null : ContentType.parseLenient(contentType);
    Charset charset = type == null ? null : type.getCharset();
    return charset == null ? StandardCharsets.UTF_8 : charset;
  }

  /** Replaces bytes that are not UTF-8 by replacement characters, to read the rest of the page. */
  private static JsonNode damaged(byte[] bytes) {
    try {
      return DamagedPage.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("").split(": ", 2)[0];
      throw new MalformedPageException(
          "expected JSON, but line %d, column %d is not valid: %s"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), reason));
    } catch (IOException e) {
      throw new MalformedPageException("expected JSON, but " + e.getMessage());
    }
  }

  /**
   * Returns the time at which the answer was served, by the provider's clock.
   *
   * @param date the Date header
   * @return null if the header is missing or cannot be read
   */
  public static Instant servedAt(String date) {
    return date == null ? null : DateUtils.parseStandardDate(date);
  }
}
