package io.pollhook.poll;

import io.pollhook.element.ElementCatalog;
import io.pollhook.element.Resource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.Model;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages the routes {@code direct:<source>} that fetch a page: those written in a file, and one
 * generated from the template {@code rest} for each resource that an element only declares.
 */
final class SourceRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRoutes.class);
  private static final String TEMPLATE = "rest";
  private static final String DETAIL_TEMPLATE = "rest-detail";
  private static final String DETAIL = "-detail";

  /** The time that calls in flight have to finish; later ones continue in the old steps. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final CamelContext context;
  private final ElementCatalog elements;
  private final Set<String> generated = new HashSet<>();

  SourceRoutes(CamelContext context, ElementCatalog elements) {
    this.context = context;
    this.elements = elements;
  }

  /** Returns whether a source exists. */
  boolean isKnown(String source) {
    return isDeclared(source) || (!generated.contains(source) && isRunning(source));
  }

  /** Generates the route of a known source, unless a file defines one. */
  void serve(String source) throws Exception {
    if (!isRunning(source)) {
      generate(context, TEMPLATE, source);
      generated.add(source);
    }
    String detail = source + DETAIL;
    if (isDetail(detail) && !isRunning(detail)) {
      generate(context, DETAIL_TEMPLATE, detail);
      generated.add(detail);
    }
  }

  private boolean isDetail(String endpoint) {
    return elements.all().stream()
        .anyMatch(
            element ->
                element.resources().stream()
                    .filter(Resource::getsDetails)
                    .anyMatch(resource -> element.detailOf(resource).equals(endpoint)));
  }

  /** Returns whether the given context has a template for sources. */
  boolean isTemplateIn(CamelContext some) {
    return some.getCamelContextExtension()
            .getContextPlugin(Model.class)
            .getRouteTemplateDefinition(TEMPLATE)
        != null;
  }

  /** Generates the routes of a source in the given context. */
  void generate(CamelContext some, String source) throws Exception {
    generate(some, TEMPLATE, source);
    generate(some, DETAIL_TEMPLATE, source + DETAIL);
  }

  private static void generate(CamelContext some, String template, String source) throws Exception {
    TemplatedRouteBuilder.builder(some, template).routeId(source).parameter("source", source).add();
  }

  /** Removes generated routes whose template changes, or that a route of a file replaces. */
  void withdraw(Set<String> templates, Set<String> written) {
    for (String source : Set.copyOf(generated)) {
      if (templates.contains(TEMPLATE)
          || templates.contains(DETAIL_TEMPLATE)
          || written.contains(endpoint(source))) {
        remove(source);
      }
    }
  }

  /** Removes the route of a source, unless a file defines it. */
  void remove(String source) {
    removeRoute(source + DETAIL);
    removeRoute(source);
  }

  private void removeRoute(String source) {
    if (generated.remove(source)) {
      try {
        context.getRouteController().stopRoute(source, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        context.removeRoute(source);
      } catch (Exception e) {
        LOG.error("route {} cannot be removed", source, e);
      }
    }
  }

  private boolean isDeclared(String source) {
    return elements.all().stream().anyMatch(element -> element.declares(source));
  }

  private boolean isRunning(String source) {
    return context.getRoutes().stream()
        .map(route -> route.getEndpoint().getEndpointUri())
        .anyMatch(endpoint(source)::equals);
  }

  private static String endpoint(String source) {
    return "direct://" + source;
  }
}
