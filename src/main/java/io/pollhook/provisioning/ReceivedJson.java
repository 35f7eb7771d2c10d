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

/** Reads what someone sent as JSON. */
public final class ReceivedJson {
  // A key that comes twice is more likely a lost resource than a wish.
  private static final ObjectReader READER =
      Json.MAPPER.reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private ReceivedJson() {}

  /**
   * The document.
   *
   * @throws Problem 400 where it is none; it says where, and nothing of what came
   */
  public static JsonNode parse(InputStream body) {
    JsonNode document = null;
    try {
      document = READER.readTree(body);
    } catch (StreamConstraintsException e) {
      throw Problem.invalid("the body is nested too deep or has too long a text or number");
    } catch (NumberFormatException e) {
      throw Problem.invalid("the body has a number with too large an exponent");
    } catch (JsonProcessingException e) {
      throw Problem.invalid("the body is no JSON" + where(e));
    } catch (IOException e) {
      throw Problem.invalid("the body is no JSON: its encoding is broken");
    }
    if (document == null || document.isMissingNode()) {
      throw Problem.invalid("the body is empty, expected an object");
    }
    return document;
  }

  /** The parser's own words would repeat what came, and that may be a secret. */
  private static String where(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String why =
        e instanceof JsonParseException && e.getOriginalMessage().startsWith("Duplicate field")
            ? ": a key comes twice"
            : "";
    return why + (at == null ? "" : ", at line " + at.getLineNr() + ", column " + at.getColumnNr());
  }
}
