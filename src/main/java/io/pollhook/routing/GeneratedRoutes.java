package io.pollhook.routing;

import java.util.Set;
import org.apache.camel.CamelContext;

/** The routes that the program generates from templates in route files. */
public interface GeneratedRoutes {
  /**
   * Generates one route from each template in another context, which shows whether it can be done.
   *
   * @throws Exception what Camel says against it
   */
  void tryIn(CamelContext trial) throws Exception;

  /**
   * Removes the routes that are made from one of those templates or start at one of those
   * endpoints. Nothing is generated until {@link #renew}.
   */
  void withdraw(Set<String> templates, Set<String> endpoints);

  /** Generates what is missing. */
  void renew();

  /** The routes that are wanted and do not run, by id. */
  Set<String> missing();
}
