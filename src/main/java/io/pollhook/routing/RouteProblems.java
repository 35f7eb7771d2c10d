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
 * are listed, but what ran before them runs on, so that they alone do not make it down.
 */
final class RouteProblems implements HealthCheck {
  /** Where polls and deliveries begin, by their ids in the shipped files. */
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

  RouteProblems(
      CamelContext context, GeneratedRoutes generated, Supplier<List<RouteMistake>> mistakes) {
    this.context = context;
    this.generated = generated;
    this.mistakes = mistakes;
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
        Map.of("mistakes", mistakes.get().stream().map(RouteProblems::details).toList());
    if (missing.isEmpty()) {
      return new Result(true, details);
    }
    return Result.down("these routes do not run: " + String.join(", ", missing), details);
  }

  private boolean isStarted(String id) {
    return context.getRoute(id) != null
        && context.getRouteController().getRouteStatus(id).isStarted();
  }

  private static Map<String, Object> details(RouteMistake mistake) {
    Map<String, Object> details = new TreeMap<>();
    details.put("file", mistake.file());
    details.put("line", mistake.line());
    details.put("reason", mistake.reason());
    return details;
  }
}
