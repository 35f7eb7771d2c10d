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

/** Answers each connection with whatever bytes a test writes, as no decent server would. */
final class RawServer implements AutoCloseable {
  /** Writes an answer; an IOException is the client hanging up. */
  interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  RawServer(Answer answer) throws IOException {
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
      // the client has gone, as most of these tests want it to
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

  /** The heads of the requests that came. */
  List<String> requests() {
    return requests;
  }

  /** How many connections were opened. */
  int connections() {
    return accepted.size();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/page?key=hush";
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
