package io.pollhook.poll;

import io.pollhook.element.ElementCatalog;
import io.pollhook.feed.FeedRepository;
import io.pollhook.health.Ticks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteTemplateDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll routes: one generated from the template {@code poll} for each source that an instance
 * has configured, removed with the last one. Instances are data that flows through them.
 */
public final class PollRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PollRoutes.class);
  private static final String TEMPLATE = "poll";
  private static final String PREFIX = "poll-";

  private final CamelContext context;
  private final FeedRepository feeds;
  private final SourceRoutes sources;
  private final Ticks ticks;
  private final Set<String> generated = new HashSet<>();

  PollRoutes(CamelContext context, FeedRepository feeds, ElementCatalog elements, Ticks ticks) {
    this.context = context;
    this.feeds = feeds;
    this.ticks = ticks;
    this.sources = new SourceRoutes(context, elements);
  }

  /** Generates what is missing and removes what nobody needs or no element has any more. */
  public synchronized void align() {
    if (!context.isStarted()) {
      return;
    }
    Set<String> wanted = new HashSet<>(feeds.sources());
    wanted.removeIf(source -> !sources.isKnown(source));
    for (String source : Set.copyOf(generated)) {
      if (!wanted.contains(source)) {
        remove(source);
      }
    }
    wanted.stream().filter(source -> !generated.contains(source)).forEach(this::generate);
  }

  /** Generates all of them again, after the template has changed. */
  public synchronized void regenerate() {
    Set.copyOf(generated).forEach(this::remove);
    forgetOldTemplates();
    align();
  }

  /** A reload adds the new template behind the old one, and the first of a name is used. */
  private void forgetOldTemplates() {
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    List<RouteTemplateDefinition> versions =
        model.getRouteTemplateDefinitions().stream()
            .filter(template -> TEMPLATE.equals(template.getId()))
            .toList();
    try {
      for (RouteTemplateDefinition old : versions.subList(0, versions.size() - 1)) {
        model.removeRouteTemplateDefinition(old);
      }
    } catch (Exception e) {
      LOG.error("the old template {} stays in use", TEMPLATE, e);
    }
  }

  private void generate(String source) {
    try {
      sources.serve(source);
      TemplatedRouteBuilder.builder(context, TEMPLATE)
          .routeId(PREFIX + source)
          .parameter("source", source)
          .add();
      generated.add(source);
      ticks.beat(PREFIX + source);
      LOG.info("generated route {}{}", PREFIX, source);
    } catch (Exception e) {
      LOG.error("route {}{} cannot be generated", PREFIX, source, e);
    }
  }

  private void remove(String source) {
    try {
      context.getRouteController().stopRoute(PREFIX + source);
      context.removeRoute(PREFIX + source);
      ticks.forget(PREFIX + source);
      sources.remove(source);
      generated.remove(source);
      LOG.info("removed route {}{}", PREFIX, source);
    } catch (Exception e) {
      LOG.error("route {}{} cannot be removed", PREFIX, source, e);
    }
  }
}
