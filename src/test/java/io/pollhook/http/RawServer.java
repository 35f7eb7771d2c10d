package io.pollhook.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that sends whatever bytes a test writes, however malformed. */
public final class RawServer implements AutoCloseable {
  /** Writes a response; an IOException means that the client has hung up. */
  public interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Starts on a free port. */
  public RawServer(Answer answer) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(answer));
  }

  private void accept(Answer answer) {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        accepted.add(socket);
        threads.execute(() -> serve(socket, answer));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, Answer answer) {
    try (socket) {
      String head = readHead(socket);
      while (!head.isEmpty()) {
        requests.add(head);
        answer.write(socket.getOutputStream());
        socket.getOutputStream().flush();
        head = readHead(socket);
      }
    } catch (IOException e) {
      // the client has hung up, as most of these tests expect
    }
  }

  private static String readHead(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    int next = socket.getInputStream().read();
    while (next >= 0) {
      head.append((char) next);
      next = head.indexOf("\r\n\r\n") < 0 ? socket.getInputStream().read() : -1;
    }
    return head.toString();
  }

  /** Returns the heads of the requests received. */
  List<String> requests() {
    return requests;
  }

  /** Returns the number of connections opened. */
  int connections() {
    return accepted.size();
  }

  public int port() {
    return server.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/page?key=hush";
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : accepted) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
