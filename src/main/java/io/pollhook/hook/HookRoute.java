package io.pollhook.hook;

import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.LogDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a hook's route does anything. As shipped it only logs, below the level that is
 * shown; to convert each event to a map and back for that took a fifth of the CPU of an event.
 */
public final class HookRoute {
  private static final Set<String> QUIET = Set.of("DEBUG", "TRACE");

  private HookRoute() {}

  /** Returns whether a route has a step that may do something, or does not exist. */
  public static boolean isUsed(CamelContext context, String route) {
    RouteDefinition definition =
        context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinition(route);
    return definition == null || isUsed(definition.getOutputs(), route);
  }

  private static boolean isUsed(List<ProcessorDefinition<?>> steps, String route) {
    for (ProcessorDefinition<?> step : steps) {
      boolean isSilent =
          step instanceof LogDefinition log
              && log.getLoggingLevel() != null
              && QUIET.contains(log.getLoggingLevel())
              && !LoggerFactory.getLogger(name(log, route)).isDebugEnabled();
      if (!isSilent) {
        return true;
      }
    }
    return false;
  }

  private static String name(LogDefinition log, String route) {
    return log.getLogName() == null ? route : log.getLogName();
  }
}
