package io.pollhook.loopback;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy between a program and a server of this machine. It can be cut like a network cable:
 * then nothing passes in either direction, and neither side is notified. Connections that were open
 * stay silent after the repair, as if a firewall had forgotten them; new ones work.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 16_384;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "tcp-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ServerSocket listener;
  private final URI target;

  /** The number of cuts: a connection works until the next one after its beginning. */
  private final AtomicInteger cuts = new AtomicInteger();

  private volatile boolean isCut;

  private TcpProxy(URI target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::listen);
  }

  /** Starts a proxy to the server of a JDBC URL with one host. */
  public static TcpProxy to(String jdbcUrl) {
    return new TcpProxy(URI.create(jdbcUrl.substring("jdbc:".length())));
  }

  /** The JDBC URL by which to reach the server through the proxy. */
  public String url() {
    return "jdbc:%s://127.0.0.1:%d%s?%s"
        .formatted(
            target.getScheme(), listener.getLocalPort(), target.getPath(), target.getQuery());
  }

  /** Cuts the cable. */
  public void cut() {
    isCut = true;
    cuts.incrementAndGet();
  }

  /** Repairs the cable. */
  public void repair() {
    isCut = false;
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = kept(listener.accept());
        if (!isCut) {
          connect(client);
        }
      } catch (IOException e) {
        // closed
      }
    }
  }

  private void connect(Socket client) {
    int before = cuts.get();
    try {
      Socket server = kept(new Socket(target.getHost(), target.getPort()));
      threads.execute(() -> forward(client, server, before));
      threads.execute(() -> forward(server, client, before));
    } catch (IOException e) {
      close(client); // the server is down
    }
  }

  private Socket kept(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    sockets.add(socket);
    return socket;
  }

  private void forward(Socket from, Socket to, int before) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count = in.read(buffer);
      while (count >= 0 && cuts.get() == before) {
        out.write(buffer, 0, count);
        count = in.read(buffer);
      }
    } catch (IOException e) {
      // as at the end of the stream
    }
    if (cuts.get() == before) {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(this::close);
    threads.shutdownNow();
  }
}
