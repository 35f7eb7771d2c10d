package io.pollhook.program;

import io.pollhook.engine.Engine;
import io.pollhook.routing.RouteFiles;
import io.pollhook.routing.RouteProperties;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Follows Camel through start and stop. */
final class Lifecycle extends MainListenerSupport {
  private final Engine engine;
  private final Consumer<CamelContext> binding;
  private final RouteFiles routes;
  private final Runnable closing;

  /**
   * Follows the start and stop of an engine's context.
   *
   * @param binding binds the beans and components to the context
   * @param closing runs after the stop
   */
  Lifecycle(Engine engine, Consumer<CamelContext> binding, RouteFiles routes, Runnable closing) {
    this.engine = engine;
    this.binding = binding;
    this.routes = routes;
    this.closing = closing;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    context.setApplicationContextClassLoader(Thread.currentThread().getContextClassLoader());
    RouteProperties.narrow(context);
    binding.accept(context);
  }

  /** Loads the routes now that components have their settings, which route trials need. */
  @Override
  public void afterConfigure(BaseMainSupport main) {
    engine.loadRoutes(main.getCamelContext(), routes);
  }

  @Override
  public void afterStart(BaseMainSupport main) {
    engine.started(main.getCamelContext());
  }

  /** Stops the ticks first: a tick that calls a route of a stopping context would hang. */
  @Override
  public void beforeStop(BaseMainSupport main) {
    engine.stopping();
  }

  @Override
  public void afterStop(BaseMainSupport main) {
    closing.run();
  }
}
