package io.pollhook;

import io.pollhook.component.PollhookComponent;
import io.pollhook.engine.Engine;
import io.pollhook.health.HealthReport;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Pollhook inside a Camel application: a service that a CamelContext starts and stops, added before
 * or after its start.
 *
 * <pre>{@code
 * Pollhook pollhook = Pollhook.builder().properties(Map.of("pollhook.data-dir", "data")).build();
 * context.addService(pollhook);
 * }</pre>
 *
 * <p>It polls and delivers in its own CamelContext, with its own routes, beans, components and
 * threads, so that nothing conflicts with the host's. They only share the component {@code
 * pollhook}: the route {@code from("pollhook:<name>")} gets the notifications of instances whose
 * callback URL is {@code pollhook:<name>}.
 */
public final class Pollhook extends ServiceSupport implements CamelContextAware {
  private final PollhookOptions options;
  private CamelContext host;
  private volatile Engine engine;
  private OwnContext own;

  Pollhook(PollhookOptions options) {
    this.options = options;
  }

  /** Returns a builder; nothing is opened before the start. */
  public static PollhookBuilder builder() {
    return new PollhookBuilder();
  }

  /**
   * Creates, changes, finds and deletes instances, with the checks of the HTTP API.
   *
   * @throws IllegalStateException before the start and after the stop
   */
  public Instances instances() {
    return new Instances(running());
  }

  /** The state of each part; empty before the start and after the stop. */
  public Optional<HealthReport> health() {
    return Optional.ofNullable(engine).map(running -> running.health().report());
  }

  private Engine running() {
    Engine running = engine;
    if (running == null) {
      throw new IllegalStateException(
          "Pollhook is not running: add it to a CamelContext with addService, and use it between"
              + " its start and its stop");
    }
    return running;
  }

  @Override
  public void setCamelContext(CamelContext context) {
    host = context;
  }

  @Override
  public CamelContext getCamelContext() {
    return host;
  }

  @Override
  protected void doStart() throws Exception {
    if (host == null) {
      throw new IllegalStateException(
          "Pollhook has no CamelContext; add it to one with addService");
    }
    PollhookComponent routes = host.getComponent("pollhook", PollhookComponent.class);
    Engine starting = options.engine(routes.consumers(), host);
    try {
      own = OwnContext.start(host, starting, options);
    } catch (Exception e) {
      starting.stopping();
      starting.close();
      throw e;
    }
    engine = starting;
  }

  /**
   * Stops the engine. By now the host has stopped its routes and waited for the exchanges in
   * flight.
   */
  @Override
  protected void doStop() {
    Engine stopping = engine;
    engine = null;
    if (stopping != null) {
      stopping.stopping();
      own.stop();
      stopping.close();
    }
  }
}
