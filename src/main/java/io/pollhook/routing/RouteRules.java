package io.pollhook.routing;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ConstantExpression;

/** What Camel does not check, or only once a route consumes, or against one file's routes alone. */
final class RouteRules {
  private static final String DIRECT = "direct";

  private final CamelContext running;
  private final CamelContext trial;
  private final LoadedRoutes loaded;
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, String> beans = new HashMap<>();

  RouteRules(CamelContext running, CamelContext trial, LoadedRoutes loaded) {
    this.running = running;
    this.trial = trial;
    this.loaded = loaded;
  }

  /**
   * Checks the ids and names of a file that was just loaded: the next one with the same id would
   * silently take its place.
   */
  void checkNames(RouteFile file) {
    if (loaded.isEmpty(file)) {
      throw new RouteMistake(file.name(), 0, LoadedRoutes.NO_ROUTE);
    }
    for (RouteDefinition route : loaded.routes(file)) {
      check(file, file.lineOf(route), ids, "route id", route.getRouteId());
    }
    for (RouteTemplateDefinition template : loaded.templates(file)) {
      check(file, file.lineOf(template), ids, "template id", template.getId());
    }
    for (BeanFactoryDefinition<?> bean : loaded.beans(file)) {
      int line = file.lineOf("name: " + bean.getName());
      check(file, line, beans, "bean name", bean.getName());
      if (isOurs(bean.getName())) {
        String reason = "the bean name " + bean.getName() + " belongs to Pollhook";
        throw new RouteMistake(file.name(), line, reason);
      }
    }
  }

  /** Whether a bean is the program's own, not one of the files that run. */
  private boolean isOurs(String bean) {
    return running.getRegistry().lookupByName(bean) != null
        && running
            .getCamelContextExtension()
            .getContextPlugin(Model.class)
            .getCustomBeans()
            .stream()
            .noneMatch(some -> some.getName().equals(bean));
  }

  private static void check(
      RouteFile file, int line, Map<String, String> taken, String what, String name) {
    String other = taken.putIfAbsent(what + name, file.name() + ", line " + line);
    if (other != null) {
      String reason = "the %s %s is taken already, in %s".formatted(what, name, other);
      throw new RouteMistake(file.name(), line, reason);
    }
  }

  /** Checks where routes start and what their steps call, after the trial has started. */
  void checkEndpoints(Collection<RouteFile> files) {
    Set<Endpoint> starts = new HashSet<>();
    for (RouteFile file : files) {
      for (RouteDefinition route : loaded.routes(file)) {
        Endpoint start = trial.getRoute(route.getRouteId()).getEndpoint();
        if (!starts.add(start) && !isShareable(start)) {
          String reason = "another route starts at " + start + " already";
          throw new RouteMistake(file.name(), file.lineOf(route), reason);
        }
      }
    }
    Set<String> served =
        starts.stream().map(Endpoint::getEndpointBaseUri).collect(Collectors.toSet());
    for (RouteFile file : files) {
      steps(file).forEach(step -> checkTarget(file, step, served));
    }
  }

  private static boolean isShareable(Endpoint endpoint) {
    return endpoint instanceof org.apache.camel.MultipleConsumersSupport several
        && several.isMultipleConsumersSupported();
  }

  private Stream<ProcessorDefinition<?>> steps(RouteFile file) {
    return Stream.concat(
            loaded.routes(file).stream(),
            loaded.templates(file).stream().map(RouteTemplateDefinition::getRoute))
        .flatMap(
            route ->
                ProcessorDefinitionHelper.filterTypeInOutputs(
                    route.getOutputs(), ProcessorDefinition.class)
                    .stream())
        .map(step -> (ProcessorDefinition<?>) step);
  }

  /** A target that is written out must exist, even if it is only asked for by a message. */
  private void checkTarget(RouteFile file, ProcessorDefinition<?> step, Set<String> served) {
    String uri = target(step);
    if (uri == null || uri.contains("{")) {
      return;
    }
    try {
      Endpoint endpoint = trial.getEndpoint(uri);
      String base = endpoint.getEndpointBaseUri();
      if (base.startsWith(DIRECT + ":") && !served.contains(base)) {
        throw new IllegalArgumentException("no route starts at " + uri);
      }
    } catch (RuntimeException e) {
      throw RouteMistake.of(file.name(), file.lineOf(step), e);
    }
  }

  private static String target(ProcessorDefinition<?> step) {
    if (step instanceof ToDefinition to) {
      return to.getEndpointUri();
    }
    if (step instanceof ToDynamicDefinition to) {
      return to.getUri();
    }
    boolean calls = List.of("enrich", "pollEnrich", "recipientList").contains(step.getShortName());
    return calls
            && step instanceof ExpressionNode node
            && node.getExpression() instanceof ConstantExpression constant
        ? constant.getExpression()
        : null;
  }
}
