package io.pollhook.console;

import io.pollhook.store.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the console, ready to be sent.
 *
 * @param type its content type
 * @param compressed the content, compressed with gzip
 * @param etag the ETag of the plain content; that of the compressed one has a suffix
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ConsoleFile(String type, byte[] plain, byte[] compressed, String etag) {
  private static final int ETAG_BYTES = 12;

  static ConsoleFile of(String type, byte[] bytes) {
    return new ConsoleFile(type, bytes, gzip(bytes), hash(bytes));
  }

  byte[] bytes(boolean gzip) {
    return gzip ? compressed : plain;
  }

  /** A strong validator (RFC 9110, section 8.8.3): each form has its own. */
  String etag(boolean gzip) {
    return '"' + etag + (gzip ? "-gzip" : "") + '"';
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.of(bytes), 0, ETAG_BYTES);
  }
}
