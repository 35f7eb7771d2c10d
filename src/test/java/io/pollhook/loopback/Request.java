package io.pollhook.loopback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a loopback server received it.
 *
 * @param path the path as sent, still percent-encoded
 * @param query the query as sent; empty if there is none
 * @param headers names in lower case
 * @param body the bytes of the body, decompressed if necessary
 */
@SuppressWarnings("ArrayRecordComponent") // a signature covers these very bytes
public record Request(
    String method, String path, String query, Map<String, String> headers, byte[] body) {

  /** The value of a header, its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The path's segments, percent-decoded one by one. */
  public List<String> segments() {
    return List.of(path.substring(1).split("/", -1)).stream().map(Request::decodeSegment).toList();
  }

  /** The query's parameters in order; a repeated one has several values. */
  public Map<String, List<String>> parameters() {
    return decodeForm(query);
  }

  /** The first value of a query parameter. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters().get(name)).map(values -> values.get(0));
  }

  /** The parameters of a form in the body. */
  public Map<String, List<String>> form() {
    return decodeForm(text());
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String decodeSegment(String segment) {
    return decode(segment.replace("+", "%2B")); // a plus means a space in queries only
  }

  private static Map<String, List<String>> decodeForm(String form) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters
            .computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
            .add(parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
