package io.pollhook.routing;

import java.util.Set;
import org.apache.camel.CamelContext;

/** The routes that the program generates from templates in route files. */
public interface GeneratedRoutes {
  /**
   * Generates one route from each template in a trial context, to show whether that is possible.
   *
   * @throws Exception if Camel cannot create a route
   */
  void tryIn(CamelContext trial) throws Exception;

  /**
   * Removes the routes generated from one of the given templates or starting at one of the given
   * endpoints. Nothing is generated until {@link #renew}.
   */
  void withdraw(Set<String> templates, Set<String> endpoints);

  /** Generates the missing routes. */
  void renew();

  /** The ids of routes that are needed but do not run. */
  Set<String> missing();
}
