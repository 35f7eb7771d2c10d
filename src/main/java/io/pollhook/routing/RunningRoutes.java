package io.pollhook.routing;

import io.pollhook.routing.RouteProblems.FileInUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/** Manages the route files whose routes run. */
final class RunningRoutes {
  /** The time that exchanges in a replaced route have to finish before the route is cut off. */
  private static final Duration GRACE = Duration.ofMillis(1500);

  private final LoadedRoutes loaded;
  private final GeneratedRoutes generated;
  private List<RouteFile> files = List.of();

  RunningRoutes(CamelContext context, GeneratedRoutes generated) {
    this.loaded = new LoadedRoutes(context);
    this.generated = generated;
  }

  /** The files in use, in the order in which they were loaded. */
  List<RouteFile> files() {
    return files;
  }

  /** The files in use with their routes, for people. */
  List<FileInUse> inUse(RouteFiles all) {
    return files.stream()
        .map(
            file ->
                new FileInUse(
                    file.name(),
                    all.origin(file),
                    loaded.routes(file).stream()
                        .map(RouteDefinition::getRouteId)
                        .filter(Objects::nonNull)
                        .toList()))
        .sorted(Comparator.comparing(FileInUse::name))
        .toList();
  }

  /** Loads the first files, in a context that has not started yet. */
  void start(List<RouteFile> first) {
    loaded.load(first, file -> {});
    files = List.copyOf(first);
  }

  /**
   * Replaces the files that differ. If that fails, for example because a port is in use, the
   * previous files are restored.
   *
   * @param starts the endpoints at which the new set's routes start
   * @throws RouteMistake that names the broken file
   */
  void replaceBy(List<RouteFile> wanted, Set<String> starts) {
    List<RouteFile> out = without(files, wanted);
    List<RouteFile> in = without(wanted, files);
    generated.withdraw(loaded.templateIds(out), starts);
    try {
      loaded.remove(out, GRACE);
      loaded.load(in, file -> {});
      files = List.copyOf(wanted);
    } catch (RuntimeException e) {
      loaded.remove(in, GRACE);
      loaded.load(out, file -> {});
      throw e;
    } finally {
      generated.renew();
    }
  }

  private static List<RouteFile> without(List<RouteFile> some, List<RouteFile> others) {
    List<RouteFile> rest = new ArrayList<>(some);
    rest.removeAll(others);
    return rest;
  }
}
