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

/** Checks rules that Camel checks too late, only within one file, or not at all. */
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
   * Checks the ids and names of a file that was just loaded: a later route with the same id would
   * silently replace it.
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

  /** Returns whether a bean belongs to the program and not to a route file. */
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
      String reason = "the %s %s is already used in %s".formatted(what, name, other);
      throw new RouteMistake(file.name(), line, reason);
    }
  }

  /**
   * Checks the endpoints at which routes start and those they call, after the trial has started.
   */
  void checkEndpoints(Collection<RouteFile> files) {
    Set<Endpoint> starts = new HashSet<>();
    for (RouteFile file : files) {
      for (RouteDefinition route : loaded.routes(file)) {
        Endpoint start = trial.getRoute(route.getRouteId()).getEndpoint();
        if (!starts.add(start) && !isShareable(start)) {
          String reason = "another route already starts at " + start;
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

  /** A target without placeholders must exist, even if Camel only resolves it per message. */
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
