package io.pollhook.loopback;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.eclipse.jetty.io.EndPoint;

/** The connection of one request, for the reply that is sent on it. */
public final class Exchange {
  private final HttpServletResponse response;
  private final EndPoint connection;

  Exchange(HttpServletResponse response, EndPoint connection) {
    this.response = response;
    this.connection = connection;
  }

  /** Sends status line and headers; the caller sends the body. */
  public OutputStream begin(int status, Map<String, String> headers) throws IOException {
    response.setStatus(status);
    headers.forEach(response::setHeader);
    response.flushBuffer();
    return response.getOutputStream();
  }

  /** Breaks the connection with a TCP reset, whatever was sent on it so far. */
  public void reset() throws IOException {
    ((SocketChannel) connection.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
    connection.close();
  }
}
