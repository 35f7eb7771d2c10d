package io.pollhook.provisioning;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.pollhook.store.Json;
import java.io.IOException;
import java.io.InputStream;

/** Reads the JSON body of a request. */
public final class ReceivedJson {
  // A duplicate key is most likely a mistake.
  private static final ObjectReader READER =
      Json.MAPPER.reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private ReceivedJson() {}

  /**
   * Parses the body.
   *
   * @throws Problem 400 if it is not valid JSON; the message names the place, and quotes nothing of
   *     the body
   */
  public static JsonNode parse(InputStream body) {
    JsonNode document = null;
    try {
      document = READER.readTree(body);
    } catch (StreamConstraintsException e) {
      throw Problem.invalid("the body is nested too deeply, or a text or number in it is too long");
    } catch (NumberFormatException e) {
      throw Problem.invalid("the body has a number with too large an exponent");
    } catch (JsonProcessingException e) {
      throw Problem.invalid("the body is not valid JSON" + where(e));
    } catch (IOException e) {
      throw Problem.invalid("the body is not valid JSON: its encoding is broken");
    }
    if (document == null || document.isMissingNode()) {
      throw Problem.invalid("the body is empty, expected an object");
    }
    return document;
  }

  /** The parser's own message would quote the body, which may contain secrets. */
  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String why =
        e instanceof JsonParseException && e.getOriginalMessage().startsWith("Duplicate field")
            ? ": duplicate key"
            : "";
    return why + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr());
  }
}
