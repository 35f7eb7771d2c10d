package io.pollhook.routing;

import io.pollhook.health.HealthCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * The check {@code routes}: down while a route that polls or delivers is missing. Mistakes in files
 * are listed, but do not make it down, because the previous routes keep running. The files in use
 * and the generated routes are listed, too.
 */
final class RouteProblems implements HealthCheck {
  /** The ids of the routes that polls and deliveries need, in the shipped files. */
  private static final List<String> NEEDED =
      List.of(
          "align-poll-routes",
          "claim-feeds",
          "poll-feed",
          "delivery-tick",
          "claim-lanes",
          "deliver-lane");

  private final CamelContext context;
  private final GeneratedRoutes generated;
  private final Supplier<List<RouteMistake>> mistakes;
  private final Supplier<List<FileInUse>> files;

  /**
   * A file whose routes are loaded.
   *
   * @param origin its origin, as {@link RouteFiles#origin} names it
   * @param routes the ids of its routes
   */
  record FileInUse(String name, String origin, List<String> routes) {}

  RouteProblems(
      CamelContext context,
      GeneratedRoutes generated,
      Supplier<List<RouteMistake>> mistakes,
      Supplier<List<FileInUse>> files) {
    this.context = context;
    this.generated = generated;
    this.mistakes = mistakes;
    this.files = files;
  }

  @Override
  public String name() {
    return "routes";
  }

  @Override
  public Result check() {
    Set<String> missing = new TreeSet<>(generated.missing());
    NEEDED.stream().filter(id -> !isStarted(id)).forEach(missing::add);
    context.getRoutes().stream()
        .filter(Route::isAutoStartup)
        .map(Route::getId)
        .filter(id -> !isStarted(id))
        .forEach(missing::add);
    Map<String, Object> details =
        Map.of(
            "mistakes",
            mistakes.get().stream().map(RouteProblems::details).toList(),
            "files",
            files.get().stream().map(this::details).toList(),
            "generated",
            generatedRoutes());
    if (missing.isEmpty()) {
      return new Result(true, details);
    }
    return Result.down("these routes do not run: " + String.join(", ", missing), details);
  }

  private boolean isStarted(String id) {
    return context.getRoute(id) != null
        && context.getRouteController().getRouteStatus(id).isStarted();
  }

  /** Counts a file's running routes rather than listing them, to keep the response short. */
  private Map<String, Object> details(FileInUse file) {
    Map<String, Object> details = new TreeMap<>();
    details.put("file", file.name());
    details.put("origin", file.origin());
    details.put("routes", file.routes().size());
    details.put("running", file.routes().stream().filter(this::isStarted).count());
    return details;
  }

  private List<Map<String, Object>> generatedRoutes() {
    return context.getRoutes().stream()
        .filter(Route::isCreatedByRouteTemplate)
        .map(Route::getId)
        .sorted()
        .map(id -> Map.<String, Object>of("route", id, "running", isStarted(id)))
        .toList();
  }

  private static Map<String, Object> details(RouteMistake mistake) {
    Map<String, Object> details = new TreeMap<>();
    details.put("file", mistake.file());
    details.put("line", mistake.line());
    details.put("reason", mistake.reason());
    return details;
  }
}
