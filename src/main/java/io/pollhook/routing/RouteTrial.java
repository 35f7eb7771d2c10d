package io.pollhook.routing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a set of route files in a separate context, to find mistakes that Camel only reports when a
 * route starts, without touching the running routes.
 */
final class RouteTrial {
  private static final Logger LOG = LoggerFactory.getLogger(RouteTrial.class);

  private final CamelContext running;
  private final GeneratedRoutes generated;

  RouteTrial(CamelContext running, GeneratedRoutes generated) {
    this.running = running;
    this.generated = generated;
  }

  /**
   * Tries the files together.
   *
   * @param files the files, suspects last: if two of them clash, the later one is blamed
   * @return the endpoints at which their routes start
   * @throws RouteMistake that names the broken file
   */
  Set<String> run(List<RouteFile> files) {
    files.forEach(RouteFile::checkReadable);
    CamelContext trial = null;
    try {
      trial = TrialContext.of(running);
      return run(trial, files);
    } catch (RouteMistake e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("route files cannot be tried", e);
    } finally {
      if (trial != null) {
        trial.stop();
      }
    }
  }

  private Set<String> run(CamelContext trial, List<RouteFile> files) throws Exception {
    StepTracker steps = StepTracker.in(trial);
    LoadedRoutes loaded = new LoadedRoutes(trial);
    RouteRules rules = new RouteRules(running, trial, loaded);
    loaded.load(files, rules::checkNames);
    try {
      generated.tryIn(trial);
      trial.start();
    } catch (Exception e) {
      throw mistake(e, loaded, files, steps);
    }
    rules.checkEndpoints(files);
    return trial.getRoutes().stream()
        .map(Route::getEndpoint)
        .map(Endpoint::getEndpointUri)
        .collect(Collectors.toSet());
  }

  private static RouteMistake mistake(
      Exception e, LoadedRoutes loaded, List<RouteFile> files, StepTracker steps) {
    LOG.debug("the trial of the route files failed", e);
    Optional<RouteDefinition> route = loaded.failed(e);
    NamedNode place = steps.failed().or(() -> route).orElse(null);
    String location =
        route
            .map(RouteDefinition::getResource)
            .map(Resource::getLocation)
            .or(() -> Optional.ofNullable(place).map(NamedNode::getLocation))
            .orElse("");
    Optional<RouteFile> file =
        files.stream().filter(some -> some.location().equals(location)).findFirst();
    return RouteMistake.of(
        file.map(RouteFile::name).orElse(null),
        place == null ? 0 : file.map(some -> some.lineOf(place)).orElse(0),
        e);
  }
}
