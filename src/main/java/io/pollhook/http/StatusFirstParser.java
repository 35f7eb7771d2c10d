package io.pollhook.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads the head of a response for a caller who only needs its status: once that is read, no header
 * makes the call fail. If there are many headers, only the first are kept, and those that determine
 * the end of the body. A response whose head does not end, breaks off, or does not describe the
 * body properly is treated as one without a body, and its connection is not reused.
 */
final class StatusFirstParser implements HttpMessageParser<ClassicHttpResponse> {
  private static final int MOST_HEADERS = 100;
  private static final int MOST_BYTES = 1 << 20;
  private static final Set<String> FRAMING =
      Set.of(
          "connection", "content-encoding", "content-length", "retry-after", "transfer-encoding");

  private final CharArrayBuffer line = new CharArrayBuffer(256);

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    StatusLine status = statusLine(buffer, in);
    ClassicHttpResponse response =
        new BasicClassicHttpResponse(status.getStatusCode(), status.getReasonPhrase());
    response.setVersion(status.getProtocolVersion());
    try {
      if (readHeaders(buffer, in, response) && hasUsableFraming(response)) {
        return response;
      }
    } catch (IOException | RuntimeException e) {
      if (status.getStatusCode() < HttpStatus.SC_SUCCESS) {
        throw e; // there is no final status yet
      }
    }
    response.setHeaders();
    response.setHeader(HttpHeaders.CONTENT_LENGTH, "0");
    response.setHeader(HttpHeaders.CONNECTION, "close");
    return response;
  }

  private StatusLine statusLine(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    line.clear();
    if (buffer.readLine(line, in) < 0) {
      throw new NoHttpResponseException("The target server failed to respond");
    }
    return BasicLineParser.INSTANCE.parseStatusLine(line);
  }

  /** Reads the headers; returns whether they ended. */
  private boolean readHeaders(
      SessionInputBuffer buffer, InputStream in, ClassicHttpResponse response) throws IOException {
    int bytes = 0;
    int kept = 0;
    while (bytes < MOST_BYTES) {
      line.clear();
      if (buffer.readLine(line, in) < 0) {
        return false;
      }
      if (line.isEmpty()) {
        return true;
      }
      bytes += line.length();
      Header header = header();
      if (header != null && isKept(header, kept)) {
        response.addHeader(header);
        kept++;
      }
    }
    return false;
  }

  private static boolean isKept(Header header, int kept) {
    return kept < MOST_HEADERS
        || (kept < 2 * MOST_HEADERS && FRAMING.contains(header.getName().toLowerCase(Locale.ROOT)));
  }

  /** Returns the header on the line; null if there is none. */
  private Header header() {
    CharArrayBuffer own = new CharArrayBuffer(line.length());
    own.append(line);
    try {
      return BasicLineParser.INSTANCE.parseHeader(own);
    } catch (ParseException e) {
      return null;
    }
  }

  private static boolean hasUsableFraming(ClassicHttpResponse response) {
    Header[] encodings = response.getHeaders(HttpHeaders.TRANSFER_ENCODING);
    Header[] lengths = response.getHeaders(HttpHeaders.CONTENT_LENGTH);
    if (encodings.length > 0) {
      return encodings.length == 1
          && lengths.length == 0
          && encodings[0].getValue().equalsIgnoreCase("chunked");
    }
    return lengths.length == 0
        || (lengths.length == 1 && lengths[0].getValue().matches("\\d{1,18}"));
  }
}
