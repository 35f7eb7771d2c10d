package io.pollhook.engine;

import org.apache.camel.CamelContext;

/** An optional part of an embedded Pollhook besides polling and delivery. */
@FunctionalInterface
public interface HostedPart {
  /**
   * Installs the part before Pollhook's CamelContext starts.
   *
   * @param own Pollhook's CamelContext
   * @param host the host application's
   * @return a handle that removes everything installed in the host application
   */
  AutoCloseable install(Engine engine, CamelContext own, CamelContext host) throws Exception;
}
