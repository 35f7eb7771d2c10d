package io.pollhook.routing;

import io.pollhook.health.HealthCheck;
import io.pollhook.routing.RouteProblems.FileInUse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the running routes in line with the route files. Files are checked periodically, so that it
 * does not matter how they are saved, linked or mounted, or when their directory is created; a file
 * is read once it has not changed between two checks.
 */
public final class RouteDirectory extends ServiceSupport {
  private static final Logger LOG = LoggerFactory.getLogger(RouteDirectory.class);
  private static final long CHECK_EVERY_MILLIS = 500;

  private final CamelContext context;
  private final RouteFiles files;
  private final GeneratedRoutes generated;
  private final RouteTrial trial;
  private final RunningRoutes running;

  private final Map<RouteFile, RouteMistake> refused = new LinkedHashMap<>();
  private volatile List<RouteMistake> mistakes = List.of();
  private volatile List<FileInUse> inUse = List.of();
  private Map<Path, String> seen = Map.of();
  private boolean settled = true;
  private String failure = "";
  private ScheduledExecutorService timer;

  /** Serves the given context, whose beans and components must be bound already. */
  public RouteDirectory(CamelContext context, RouteFiles files, GeneratedRoutes generated) {
    this.context = context;
    this.files = files;
    this.generated = generated;
    this.trial = new RouteTrial(context, generated);
    this.running = new RunningRoutes(context, generated);
  }

  /**
   * Loads all files into the context, before it starts.
   *
   * @throws RouteMistake if a file is broken
   */
  public void load() throws IOException {
    seen = files.stamps();
    List<RouteFile> first = files.read();
    if (first.stream().anyMatch(RouteFile::isOwn)) {
      trial.run(first);
    }
    running.start(first);
  }

  /** The health check of the routes. */
  public HealthCheck check() {
    return new RouteProblems(context, generated, () -> mistakes, () -> inUse);
  }

  @Override
  protected void doStart() {
    inUse = running.inUse(files);
    timer = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "Routes");
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            this::checkFiles, CHECK_EVERY_MILLIS, CHECK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    context.getExecutorServiceManager().shutdownGraceful(timer);
  }

  private void checkFiles() {
    try {
      Map<Path, String> now = files.stamps();
      if (!now.equals(seen)) {
        seen = now;
        settled = false;
      } else if (!settled && context.isStarted()) {
        settled = true;
        apply(files.read());
      }
      failure = "";
    } catch (IOException | RuntimeException e) {
      if (!failure.equals(e.toString())) { // once, not at each check
        failure = e.toString();
        LOG.error("the route files cannot be loaded; the current routes keep running", e);
      }
    }
  }

  /** Loads all files without mistakes; the previous version of a broken file stays in place. */
  private void apply(List<RouteFile> wanted) {
    Map<RouteFile, RouteMistake> before = Map.copyOf(refused);
    refused.clear();
    List<RouteFile> next = inPlaceOf(wanted);
    while (!isRunning(next)) {
      try {
        running.replaceBy(next, trial.run(next));
        LOG.info("route files in use: {}", names(next));
      } catch (RouteMistake e) {
        refuse(e, next, before);
        next = inPlaceOf(wanted);
      }
    }
    mistakes = List.copyOf(refused.values());
    inUse = running.inUse(files);
  }

  /** Returns the files to run: unchanged ones first, then the changed ones that are not refused. */
  private List<RouteFile> inPlaceOf(List<RouteFile> wanted) {
    Set<String> out = refused.keySet().stream().map(RouteFile::name).collect(Collectors.toSet());
    List<RouteFile> kept = new ArrayList<>();
    List<RouteFile> changed = new ArrayList<>();
    for (RouteFile file : wanted) {
      if (running.files().contains(file)) {
        kept.add(file);
      } else if (!out.contains(file.name())) {
        changed.add(file);
      }
    }
    running.files().stream().filter(file -> out.contains(file.name())).forEach(kept::add);
    return Stream.concat(kept.stream(), changed.stream()).toList();
  }

  private boolean isRunning(List<RouteFile> next) {
    return Set.copyOf(running.files()).equals(Set.copyOf(next));
  }

  /** Refuses the file with the mistake, or all changed files if only their combination is wrong. */
  private void refuse(
      RouteMistake mistake, List<RouteFile> next, Map<RouteFile, RouteMistake> before) {
    List<RouteFile> changed =
        next.stream().filter(file -> !running.files().contains(file)).toList();
    List<RouteFile> named =
        changed.stream().filter(file -> file.name().equals(mistake.file())).toList();
    for (RouteFile file : named.isEmpty() ? changed : named) {
      RouteMistake own = named.isEmpty() ? mistake.causedBy(file.name()) : mistake;
      refused.put(file, own);
      if (!before.containsKey(file)) {
        LOG.error("{} (not in use; the current routes keep running)", own.getMessage());
      }
    }
  }

  private static String names(List<RouteFile> some) {
    return some.stream().map(RouteFile::name).sorted().collect(Collectors.joining(", "));
  }
}
