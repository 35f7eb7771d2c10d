package io.pollhook.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.change.MalformedPageException;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;

/** What every provider's JSON answer has. */
public final class JsonAnswer {
  private JsonAnswer() {}

  /**
   * The document.
   *
   * @throws MalformedPageException where there is none
   */
  public static JsonNode parse(InputStream body) {
    try {
      JsonNode answer = body == null ? null : Json.MAPPER.readTree(body);
      if (answer != null && !answer.isMissingNode()) {
        return answer;
      }
      throw new MalformedPageException("expected JSON, got nothing");
    } catch (IOException e) {
      throw new MalformedPageException("expected JSON: " + firstLine(e.getMessage()));
    }
  }

  /**
   * When it was served, by the provider's clock.
   *
   * @param date the Date header
   * @return null where there is none that can be read
   */
  public static Instant servedAt(String date) {
    return date == null ? null : DateUtils.parseStandardDate(date);
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
