package io.pollhook.loopback;

import java.io.IOException;

/** The reaction to a request, which may also be no response at all. */
@FunctionalInterface
public interface Reply {

  /** Sends it; blocks as long as it takes. */
  void sendOn(Exchange exchange) throws IOException, InterruptedException;
}
