package io.pollhook.routing;

import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.ExchangeHelper;

/** Recognises work under way in a route that has been stopped or replaced since it entered it. */
public final class ReplacedRoute {
  private ReplacedRoute() {}

  /** Whether an exchange is in such a route. It should end soon: its next call may fail. */
  public static boolean holds(Exchange exchange) {
    Route route = ExchangeHelper.getRoute(exchange);
    return route != null && exchange.getContext().getRoute(route.getId()) != route;
  }

  /** Whether a step failed for no other reason than that its route was stopped. */
  public static boolean explains(Throwable failure) {
    return failure instanceof RejectedExecutionException
        || (failure instanceof IllegalStateException
            && String.valueOf(failure.getMessage()).contains("has not been started"));
  }
}
