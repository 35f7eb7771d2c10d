package io.pollhook.loopback;

import java.io.IOException;

/** What goes back to the caller, be it a response or none at all. */
@FunctionalInterface
public interface Reply {

  /** Sends it; blocks as long as it takes. */
  void sendOn(Exchange exchange) throws IOException, InterruptedException;
}
