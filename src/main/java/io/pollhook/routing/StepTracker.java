package io.pollhook.routing;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.spi.ProcessorFactory;
import org.apache.camel.support.PluginHelper;

/** Records which step of a route could not be created: Camel's exceptions only name the route. */
final class StepTracker implements ProcessorFactory {
  private final ProcessorFactory steps;
  private NamedNode failed;

  private StepTracker(ProcessorFactory steps) {
    this.steps = steps;
  }

  /** Tracks the steps of a context that has not started yet. */
  static StepTracker in(CamelContext context) {
    StepTracker tracker = new StepTracker(PluginHelper.getProcessorFactory(context));
    context.getCamelContextExtension().addContextPlugin(ProcessorFactory.class, tracker);
    return tracker;
  }

  /** The innermost step that could not be created; empty if all could. */
  Optional<NamedNode> failed() {
    return Optional.ofNullable(failed);
  }

  @Override
  public Processor createChildProcessor(Route route, NamedNode step, boolean mandatory)
      throws Exception {
    return steps.createChildProcessor(route, step, mandatory);
  }

  @Override
  public Processor createProcessor(Route route, NamedNode step) throws Exception {
    try {
      Processor made = steps.createProcessor(route, step);
      return made == null && step instanceof ProcessorDefinition<?> definition
          ? ProcessorReifier.reifier(route, definition).createProcessor()
          : made;
    } catch (Exception e) {
      if (failed == null) {
        failed = step;
      }
      throw e;
    }
  }

  @Override
  public Processor createProcessor(CamelContext context, String name, Object[] arguments)
      throws Exception {
    return steps.createProcessor(context, name, arguments);
  }
}
