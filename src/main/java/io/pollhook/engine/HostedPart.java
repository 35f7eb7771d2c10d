package io.pollhook.engine;

import org.apache.camel.CamelContext;

/** Something optional that an embedded Pollhook has beside polling and delivery. */
@FunctionalInterface
public interface HostedPart {
  /**
   * Installs it, before Pollhook's CamelContext starts.
   *
   * @param own Pollhook's CamelContext
   * @param host the host application's
   * @return takes away from the host what it was given
   */
  AutoCloseable install(Engine engine, CamelContext own, CamelContext host) throws Exception;
}
