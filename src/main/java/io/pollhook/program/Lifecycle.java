package io.pollhook.program;

import io.pollhook.routing.RouteProperties;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/** Follows Camel through start and stop. */
final class Lifecycle extends MainListenerSupport {
  private final Application application;
  private final Path routes;

  /** With the directory of the person's own routes. */
  Lifecycle(Application application, Path routes) {
    this.application = application;
    this.routes = routes;
  }

  @Override
  public void beforeConfigure(BaseMainSupport main) {
    CamelContext context = main.getCamelContext();
    RouteProperties.narrow(context);
    application.bindTo(context);
  }

  /** Components have their settings now, which the routes are tried with. */
  @Override
  public void afterConfigure(BaseMainSupport main) {
    application.loadRoutes(main.getCamelContext(), routes);
  }

  @Override
  public void afterStart(BaseMainSupport main) {
    application.started(main.getCamelContext());
  }

  /** The ticks stop first: one that calls a route of a stopping context would hang. */
  @Override
  public void beforeStop(BaseMainSupport main) {
    application.stopping();
  }

  @Override
  public void afterStop(BaseMainSupport main) {
    application.close();
  }
}
