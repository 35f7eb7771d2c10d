package io.pollhook.hook;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a hook's route does anything. As shipped it only logs, below the level that is
 * shown; to convert each event to a map and back for that took a fifth of the CPU of an event.
 */
public final class HookRoute extends LifecycleStrategySupport {
  private static final Set<String> QUIET = Set.of("DEBUG", "TRACE");

  private final CamelContext context;
  private final String id;
  private final AtomicInteger changes = new AtomicInteger();
  private volatile Known known = new Known(-1, true);

  /** What was found after a number of changes of the context's routes. */
  private record Known(int changes, boolean isUsed) {}

  private HookRoute(CamelContext context, String id) {
    this.context = context;
    this.id = id;
  }

  /** Watches the route of a hook from now on. */
  public static HookRoute of(CamelContext context, String id) {
    HookRoute hook = new HookRoute(context, id);
    context.addLifecycleStrategy(hook);
    return hook;
  }

  /** Returns whether the route has a step that may do something, or does not exist. */
  public boolean isUsed() {
    int now = changes.get();
    Known last = known;
    if (last.changes() != now) {
      last = new Known(now, find());
      known = last;
    }
    return last.isUsed();
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    changes.incrementAndGet();
  }

  @Override
  public void onRoutesRemove(Collection<Route> routes) {
    changes.incrementAndGet();
  }

  private boolean find() {
    RouteDefinition definition =
        context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(id);
    return definition == null || isUsed(definition.getOutputs());
  }

  private boolean isUsed(List<ProcessorDefinition<?>> steps) {
    return !steps.stream().allMatch(this::isSilent);
  }

  private boolean isSilent(ProcessorDefinition<?> step) {
    if (!(step instanceof LogDefinition log) || log.getLoggingLevel() == null) {
      return false;
    }
    String name = log.getLogName() == null ? id : log.getLogName();
    return QUIET.contains(log.getLoggingLevel()) && !LoggerFactory.getLogger(name).isDebugEnabled();
  }
}
