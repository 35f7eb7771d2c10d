package io.pollhook.loopback;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A complete HTTP response. */
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, Map<String, String> headers, byte[] body) implements Reply {

  /** A response without a body. */
  public static Response of(int status) {
    return new Response(status, Map.of(), new byte[0]);
  }

  /** A JSON response. */
  public static Response json(int status, Object json) {
    return text(status, "application/json; charset=UTF-8", json.toString());
  }

  /** An HTML response, as front-end servers send. */
  public static Response html(int status, String html) {
    return text(status, "text/html; charset=UTF-8", html);
  }

  /** A redirect. */
  public static Response redirect(int status, String location) {
    return of(status).with("Location", location);
  }

  private static Response text(int status, String contentType, String text) {
    return new Response(
        status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same response with one more header. */
  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }

  /** The same response with another body. */
  public Response withBody(byte[] other) {
    return new Response(status, headers, other);
  }

  /** The same response, its body compressed. */
  public Response gzipped() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return withBody(compressed.toByteArray()).with("Content-Encoding", "gzip");
  }

  @Override
  public void sendOn(Exchange exchange) throws IOException {
    exchange.begin(status, sizedHeaders()).write(body);
  }

  /** The headers with the length of the whole body. */
  Map<String, String> sizedHeaders() {
    return with("Content-Length", Integer.toString(body.length)).headers();
  }
}
