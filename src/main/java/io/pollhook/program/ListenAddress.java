package io.pollhook.program;

import io.pollhook.settings.ConfigurationError;
import io.pollhook.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Where the API listens. The server only logs that it cannot, and the program would go on mute. */
final class ListenAddress {
  private static final String HOST = "camel.server.host";
  private static final String PORT = "camel.server.port";

  private ListenAddress() {}

  /**
   * Tries it.
   *
   * @throws ConfigurationError where nobody can listen there
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
