package io.pollhook.callback;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.http.OutgoingHeaders;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the extra headers of a callback. Cloud Elements never documented their format, so every
 * form in use is accepted: a JSON object, one {@code Name: value} per line, or several on a line as
 * {@code a: b, c: d} or {@code a=b; c=d}. A value that itself looks like further headers needs one
 * of the first two forms.
 */
public final class CallbackHeaders {
  private static final String TOKEN = OutgoingHeaders.TOKEN;
  private static final Pattern HEADER = Pattern.compile("\\s*(" + TOKEN + ")\\s*([:=])(.*)");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\xa0-\\xff]*");

  /**
   * Headers that Pollhook sets, that belong to the connection, or that would change the signed
   * content.
   */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Pattern RESERVED_PREFIX =
      Pattern.compile("(camel|org\\.apache\\.camel|elements-webhook-|proxy-).*");

  private CallbackHeaders() {}

  /**
   * Returns the headers in the order they are written, without reserved ones.
   *
   * @throws IllegalArgumentException if they cannot be read; it names the key, never a value
   */
  public static Map<String, String> read(InstanceConfiguration configuration) {
    Map<String, String> headers = new LinkedHashMap<>();
    configuration
        .node(InstanceConfiguration.CALLBACK_HEADERS)
        .ifPresent(node -> readNode(node, headers));
    headers.keySet().removeIf(CallbackHeaders::isReserved);
    return headers;
  }

  /** Returns the headers of a message that may be sent to a callback. */
  public static Map<String, Object> allowed(Map<String, Object> headers) {
    Map<String, Object> allowed = new LinkedHashMap<>(headers);
    allowed.keySet().removeIf(CallbackHeaders::isReserved);
    return allowed;
  }

  private static void readNode(JsonNode node, Map<String, String> headers) {
    String text = node.asText().strip();
    if (node.isObject()) {
      node.properties().forEach(e -> put(headers, e.getKey(), e.getValue().asText()));
    } else if (text.startsWith("{")) {
      readNode(parsed(text), headers);
    } else if (text.contains("\n")) {
      text.lines().filter(line -> !line.isBlank()).forEach(line -> readHeader(line, headers));
    } else if (!text.isEmpty()) {
      readLine(text, headers);
    }
  }

  private static void readLine(String line, Map<String, String> headers) {
    Matcher first = HEADER.matcher(line);
    String separator = first.matches() ? first.group(2) : ":";
    for (String part : line.split("[,;](?=\\s*" + TOKEN + "\\s*" + separator + ")", -1)) {
      readHeader(part, headers);
    }
  }

  private static void readHeader(String text, Map<String, String> headers) {
    Matcher matcher = HEADER.matcher(text);
    if (!matcher.matches()) {
      throw unreadable();
    }
    put(headers, matcher.group(1), matcher.group(3));
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (!name.matches(TOKEN) || !VALUE.matcher(value).matches()) {
      throw unreadable();
    }
    headers.put(name, value.strip());
  }

  private static boolean isReserved(String name) {
    String lower = name.toLowerCase(ROOT);
    return RESERVED.contains(lower) || RESERVED_PREFIX.matcher(lower).matches();
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException | NumberFormatException e) {
      throw unreadable();
    }
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        InstanceConfiguration.CALLBACK_HEADERS
            + " cannot be read, expected a JSON object or lines of Name: value");
  }
}
