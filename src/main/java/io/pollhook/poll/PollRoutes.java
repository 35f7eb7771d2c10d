package io.pollhook.poll;

import io.pollhook.element.ElementCatalog;
import io.pollhook.feed.FeedRepository;
import io.pollhook.health.Ticks;
import io.pollhook.routing.GeneratedRoutes;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.model.Model;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manages the poll routes: one generated from the template {@code poll} for each source that an
 * instance has configured, removed with the last such instance. Instances are data that flows
 * through them.
 */
public final class PollRoutes implements GeneratedRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PollRoutes.class);
  private static final String TEMPLATE = "poll";
  private static final String PREFIX = "poll-";

  /** The source name used in trials; nothing polls it. */
  private static final String TRIAL = "trial";

  private final CamelContext context;
  private final FeedRepository feeds;
  private final SourceRoutes sources;
  private final Ticks ticks;
  private final Set<String> generated = new HashSet<>();
  private volatile Set<String> missing = Set.of();
  private boolean isWithdrawn;

  PollRoutes(CamelContext context, FeedRepository feeds, ElementCatalog elements, Ticks ticks) {
    this.context = context;
    this.feeds = feeds;
    this.ticks = ticks;
    this.sources = new SourceRoutes(context, elements);
  }

  /** Generates missing routes and removes those that no instance uses or no element declares. */
  public synchronized void align() {
    if (!context.isStarted() || isWithdrawn) {
      return;
    }
    Set<String> wanted = new HashSet<>(feeds.sources());
    wanted.removeIf(source -> !sources.isKnown(source));
    for (String source : Set.copyOf(generated)) {
      if (!wanted.contains(source)) {
        remove(source);
        sources.remove(source);
      }
    }
    wanted.forEach(this::generate);
    missing =
        wanted.stream()
            .filter(source -> !generated.contains(source))
            .map(source -> PREFIX + source)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Makes a source available even if nothing polls it.
   *
   * @return false if no element or route provides it
   */
  synchronized boolean serve(String source) {
    try {
      boolean known = sources.isKnown(source);
      if (known) {
        sources.serve(source);
      }
      return known;
    } catch (Exception e) {
      LOG.error("route {} cannot be generated: {}", source, e.getMessage());
      return false;
    }
  }

  @Override
  public void tryIn(CamelContext trial) throws Exception {
    if (sources.isTemplateIn(trial)) {
      sources.generate(trial, TRIAL);
    }
    if (isTemplateIn(trial)) {
      generate(trial, TRIAL);
    }
  }

  private static boolean isTemplateIn(CamelContext context) {
    return context
            .getCamelContextExtension()
            .getContextPlugin(Model.class)
            .getRouteTemplateDefinition(TEMPLATE)
        != null;
  }

  @Override
  public synchronized void withdraw(Set<String> templates, Set<String> endpoints) {
    isWithdrawn = true;
    if (templates.contains(TEMPLATE)) {
      Set.copyOf(generated).forEach(this::remove);
    }
    sources.withdraw(templates, endpoints);
  }

  @Override
  public synchronized void renew() {
    isWithdrawn = false;
    align();
  }

  @Override
  public Set<String> missing() {
    return missing;
  }

  private void generate(String source) {
    try {
      sources.serve(source);
      if (!generated.contains(source)) {
        generate(context, source);
        generated.add(source);
        ticks.beat(PREFIX + source);
        LOG.info("generated route {}{}", PREFIX, source);
      }
    } catch (Exception e) {
      if (!missing.contains(PREFIX + source)) {
        LOG.error("route {}{} cannot be generated: {}", PREFIX, source, e.getMessage());
      }
    }
  }

  private static void generate(CamelContext context, String source) throws Exception {
    TemplatedRouteBuilder.builder(context, TEMPLATE)
        .routeId(PREFIX + source)
        .parameter("source", source)
        .add();
  }

  private void remove(String source) {
    try {
      context.getRouteController().stopRoute(PREFIX + source);
      context.removeRoute(PREFIX + source);
      ticks.forget(PREFIX + source);
      generated.remove(source);
      LOG.info("removed route {}{}", PREFIX, source);
    } catch (Exception e) {
      LOG.error("route {}{} cannot be removed", PREFIX, source, e);
    }
  }
}
