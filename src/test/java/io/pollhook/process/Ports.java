package io.pollhook.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds free ports of 127.0.0.1. */
public final class Ports {
  private Ports() {}

  /** Returns a port that is free now. */
  public static int free() {
    try (ServerSocket socket = open(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the given port if it is free now, otherwise another. */
  public static int freeOr(int preferred) {
    try (ServerSocket socket = open(preferred)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      return free();
    }
  }

  private static ServerSocket open(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
