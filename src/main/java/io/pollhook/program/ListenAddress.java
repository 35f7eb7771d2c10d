package io.pollhook.program;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks the address of the API: the server itself would only log that it cannot listen. */
final class ListenAddress {
  private static final String HOST = "camel.server.host";
  private static final String PORT = "camel.server.port";

  private ListenAddress() {}

  /**
   * Binds the address once to try it.
   *
   * @throws ConfigurationError if it cannot be bound
   */
  static void check(Settings settings) {
    String host = settings.text(HOST);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, Integer.parseInt(settings.text(PORT))));
    } catch (IOException e) {
      throw new ConfigurationError(
          "cannot listen on %s:%s (%s, %s): %s"
              .formatted(host, settings.text(PORT), HOST, PORT, e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationError(
          PORT + " is \"" + settings.text(PORT) + "\", expected a port from 0 to 65535");
    }
  }
}
