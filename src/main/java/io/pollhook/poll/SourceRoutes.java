package io.pollhook.poll;

import io.pollhook.element.ElementCatalog;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * The routes {@code direct:<source>} that fetch a page: those that are written in a file, and one
 * from the template {@code rest} for each resource that an element only declares.
 */
final class SourceRoutes {
  private static final String TEMPLATE = "rest";

  private final CamelContext context;
  private final ElementCatalog elements;
  private final Set<String> generated = new HashSet<>();

  SourceRoutes(CamelContext context, ElementCatalog elements) {
    this.context = context;
    this.elements = elements;
  }

  /** Whether a source can be asked. */
  boolean isKnown(String source) {
    return isDeclared(source) || (!generated.contains(source) && isRunning(source));
  }

  /** Generates the route of a source that is known, where nobody has written one. */
  void serve(String source) throws Exception {
    if (!isRunning(source)) {
      TemplatedRouteBuilder.builder(context, TEMPLATE)
          .routeId(source)
          .parameter("source", source)
          .add();
      generated.add(source);
    }
  }

  /** Removes the route of a source, unless it is a written one. */
  void remove(String source) throws Exception {
    if (generated.remove(source)) {
      context.getRouteController().stopRoute(source);
      context.removeRoute(source);
    }
  }

  private boolean isDeclared(String source) {
    return elements.all().stream().anyMatch(element -> element.declares(source));
  }

  private boolean isRunning(String source) {
    return context.getRoutes().stream()
        .map(route -> route.getEndpoint().getEndpointUri())
        .anyMatch(("direct://" + source)::equals);
  }
}
