package io.pollhook;

import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Follows Camel through start, reload and stop. */
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
    context.getManagementStrategy().addEventNotifier(new Reloads());
    addReload(context);
  }

  private void addReload(CamelContext context) {
    try {
      context.addService(new RouteReload(routes));
    } catch (Exception e) {
      throw new IllegalStateException("the directory " + routes + " cannot be watched", e);
    }
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

  /** After all routes of a saved file are in place. */
  private final class Reloads extends SimpleEventNotifierSupport {
    @Override
    public boolean isEnabled(CamelEvent event) {
      return event instanceof CamelEvent.RouteReloadedEvent;
    }

    @Override
    public void notify(CamelEvent event) {
      CamelEvent.RouteReloadedEvent reloaded = (CamelEvent.RouteReloadedEvent) event;
      boolean last = reloaded.getIndex() >= reloaded.getTotal();
      if (last && reloaded.getRoute().getCamelContext().getStatus() == ServiceStatus.Started) {
        application.routesReloaded();
      }
    }
  }
}
