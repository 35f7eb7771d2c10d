package io.pollhook.callback;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A callback below HTTP: it answers each connection with the same bytes, right or wrong. */
public final class RawCallback implements AutoCloseable {
  private static final int LONGEST_REQUEST = 64 << 10;

  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "raw-callback");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger requests = new AtomicInteger();

  /** Handles a connection whose request was read. */
  public interface Behaviour {
    /** Writes an answer; the connection is closed afterwards. */
    void answer(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  /** Listens on a free port of the loopback interface. */
  public RawCallback(Behaviour behaviour) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(() -> accept(behaviour));
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket, behaviour));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket, Behaviour behaviour) {
    try (socket) {
      if (socket.getInputStream().read(new byte[LONGEST_REQUEST]) > 0) {
        requests.incrementAndGet();
        behaviour.answer(socket, socket.getOutputStream());
        socket.shutdownOutput();
        Thread.sleep(100); // so that the answer is read before the connection is reset
      }
    } catch (IOException e) {
      // the caller has closed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its URL with that scheme. */
  public URI url(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** The number of connections on which something was sent. */
  public int requests() {
    return requests.get();
  }

  /** Writes a text at once. */
  public static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Writes a text again and again until the caller closes. */
  public static void endless(OutputStream out, String text) throws IOException {
    byte[] some = text.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
    while (!Thread.currentThread().isInterrupted()) {
      out.write(some);
    }
  }

  /** Writes a text, and nothing more for a minute. */
  public static void hang(OutputStream out, String text) throws IOException, InterruptedException {
    write(out, text);
    Thread.sleep(60_000);
  }

  /** Writes a text, a character every tenth of a second. */
  public static void drip(OutputStream out, String text) throws IOException, InterruptedException {
    for (char c : text.toCharArray()) {
      write(out, String.valueOf(c));
      Thread.sleep(100);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
