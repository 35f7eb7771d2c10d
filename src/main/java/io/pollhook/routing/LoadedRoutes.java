package io.pollhook.routing;

import io.pollhook.log.Causes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The routes, templates and beans that route files have added to a CamelContext. */
final class LoadedRoutes {
  static final String NO_ROUTE = "the file has no route";

  private final CamelContext context;
  private final Model model;
  private final Set<RouteFile> empty = new HashSet<>();

  LoadedRoutes(CamelContext context) {
    this.context = context;
    this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
  }

  /**
   * Loads files, and starts their routes if the context has started.
   *
   * @param afterEach called with each file before the next one is loaded
   * @throws RouteMistake if a file cannot be loaded; others may have been loaded
   */
  void load(Collection<RouteFile> files, Consumer<RouteFile> afterEach) {
    Map<RouteFile, RoutesBuilder> builders = new LinkedHashMap<>();
    for (RouteFile file : files) {
      doing(file, () -> builders.put(file, parsed(file)));
    }
    // route configurations of all files come first: a route may refer to one of another file
    for (Map.Entry<RouteFile, RoutesBuilder> entry : builders.entrySet()) {
      if (entry.getValue() instanceof RouteConfigurationsBuilder configurations) {
        doing(
            entry.getKey(), () -> configurations.updateRouteConfigurationsToCamelContext(context));
      }
    }
    builders.forEach(
        (file, builder) -> {
          Set<Object> before = definitions();
          doing(file, () -> context.addRoutes(builder));
          if (before.containsAll(definitions())) {
            empty.add(file);
          }
          afterEach.accept(file);
        });
  }

  private RoutesBuilder parsed(RouteFile file) throws Exception {
    if (file.isBlank()) {
      throw new RouteMistake(file.name(), 0, NO_ROUTE);
    }
    Collection<RoutesBuilder> builders =
        PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(file.resource()));
    return builders.iterator().next();
  }

  private Set<Object> definitions() {
    Set<Object> all = Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(model.getRouteDefinitions());
    all.addAll(model.getRouteTemplateDefinitions());
    all.addAll(model.getRestDefinitions());
    return all;
  }

  /** Returns whether a file has no route, no template and no REST call. */
  boolean isEmpty(RouteFile file) {
    return empty.contains(file);
  }

  /** A step that may fail for a file. */
  private interface Work {
    void run() throws Exception;
  }

  private void doing(RouteFile file, Work work) {
    try {
      work.run();
    } catch (RouteMistake e) {
      throw e;
    } catch (Exception e) {
      throw RouteMistake.of(file.name(), failed(e).map(file::lineOf).orElse(0), e);
    }
  }

  /**
   * Stops and removes the routes, templates and beans of files.
   *
   * @param within the time limit for all of them; exchanges still in flight then continue in the
   *     old steps
   */
  void remove(Collection<RouteFile> files, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    for (RouteFile file : files) {
      for (RouteDefinition route : routes(file)) {
        long left = Math.max(TimeUnit.MILLISECONDS.toNanos(1), end - System.nanoTime());
        removing(file, () -> remove(route.getRouteId(), left));
      }
      for (RouteTemplateDefinition template : templates(file)) {
        removing(file, () -> model.removeRouteTemplateDefinition(template));
      }
      for (BeanFactoryDefinition<?> bean : beans(file)) {
        context.getRegistry().unbind(bean.getName());
        model.getCustomBeans().remove(bean);
      }
      model.getRestDefinitions().removeIf(rest -> isFrom(file, rest.getResource()));
      for (RouteConfigurationDefinition configuration : configurations(file)) {
        removing(file, () -> model.removeRouteConfiguration(configuration));
      }
    }
  }

  private void remove(String id, long withinNanos) throws Exception {
    context.getRouteController().stopRoute(id, withinNanos, TimeUnit.NANOSECONDS);
    context.removeRoute(id);
  }

  private static void removing(RouteFile file, Work work) {
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException("the routes of " + file.name() + " cannot be removed", e);
    }
  }

  /** The route that an exception concerns. */
  Optional<RouteDefinition> failed(Throwable thrown) {
    return Causes.first(thrown, FailedToCreateRouteException.class)
        .map(FailedToCreateRouteException::getRouteId)
        .or(
            () ->
                Causes.first(thrown, FailedToStartRouteException.class)
                    .map(FailedToStartRouteException::getRouteId))
        .map(model::getRouteDefinition);
  }

  /** The routes of a file, including those generated from its REST calls. */
  List<RouteDefinition> routes(RouteFile file) {
    return of(model.getRouteDefinitions(), route -> isFrom(file, route.getResource()));
  }

  List<RouteTemplateDefinition> templates(RouteFile file) {
    return of(model.getRouteTemplateDefinitions(), some -> isFrom(file, some.getResource()));
  }

  List<BeanFactoryDefinition<?>> beans(RouteFile file) {
    return of(model.getCustomBeans(), bean -> isFrom(file, bean.getResource()));
  }

  private List<RouteConfigurationDefinition> configurations(RouteFile file) {
    return of(model.getRouteConfigurationDefinitions(), some -> isFrom(file, some.getResource()));
  }

  Set<String> templateIds(Collection<RouteFile> files) {
    return files.stream()
        .flatMap(file -> templates(file).stream())
        .map(RouteTemplateDefinition::getId)
        .collect(Collectors.toSet());
  }

  private static <T> List<T> of(List<T> all, Predicate<T> wanted) {
    return new ArrayList<>(all.stream().filter(wanted).toList());
  }

  private static boolean isFrom(RouteFile file, Resource resource) {
    return resource != null && Objects.equals(resource.getLocation(), file.location());
  }
}
