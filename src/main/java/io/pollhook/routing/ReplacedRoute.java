package io.pollhook.routing;

import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;

/** Detects exchanges in a route that has been stopped or replaced since they entered it. */
public final class ReplacedRoute {
  private ReplacedRoute() {}

  /** Returns whether an exchange is in such a route. It should end soon: its next call may fail. */
  public static boolean holds(Exchange exchange) {
    Route route = ExchangeHelper.getRoute(exchange);
    return route != null && exchange.getContext().getRoute(route.getId()) != route;
  }

  /** Returns whether a step failed only because its route was stopped. */
  public static boolean explains(Throwable failure) {
    return failure instanceof RejectedExecutionException
        || (failure instanceof IllegalStateException
            && String.valueOf(failure.getMessage()).contains("has not been started"));
  }
}
