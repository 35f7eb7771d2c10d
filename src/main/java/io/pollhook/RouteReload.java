package io.pollhook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in route files that are saved, from a directory that may come into being later. A file with
 * a mistake is told in one line and leaves the routes as they were.
 */
final class RouteReload extends RouteWatcherReloadStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);
  private static final int LOOK_EVERY_SECONDS = 2;

  private final Path directory;
  private ScheduledExecutorService timer;

  RouteReload(Path directory) {
    super(directory.toString());
    this.directory = directory;
    setPattern('*' + RouteFiles.SUFFIX);
    setRemoveAllRoutes(false); // true would remove the generated routes with every save
  }

  @Override
  protected void doStart() throws Exception {
    boolean present = Files.isDirectory(directory);
    super.doStart();
    if (!present) {
      timer =
          getCamelContext()
              .getExecutorServiceManager()
              .newSingleThreadScheduledExecutor(this, "WaitForRoutes");
      Future<?> unused =
          timer.scheduleWithFixedDelay(
              this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** What is there already makes no event for the watcher. */
  private void look() {
    if (!Files.isDirectory(directory) || !getCamelContext().isStarted()) {
      return;
    }
    try {
      super.doStart();
      getCamelContext().getExecutorServiceManager().shutdown(timer); // not before it is watched
      for (Path file : RouteFiles.in(directory)) {
        getResourceReload().onReload(file.toString(), resource(file));
      }
    } catch (Exception e) {
      LOG.error("{} cannot be watched: {}", directory, oneLine(e));
    }
  }

  private Resource resource(Path file) {
    return PluginHelper.getResourceLoader(getCamelContext()).resolveResource("file:" + file);
  }

  @Override
  protected void onRouteReload(Collection<Resource> resources, boolean removeEverything) {
    try {
      super.onRouteReload(resources, removeEverything);
    } catch (RuntimeException e) {
      setLastError(e);
      LOG.error("{} is not taken in: {}", locations(resources), oneLine(e));
    }
  }

  private static String locations(Collection<Resource> resources) {
    return resources == null
        ? "the routes"
        : resources.stream().map(Resource::getLocation).collect(Collectors.joining(", "));
  }

  /** What is wrong, without the layers around it. */
  static String oneLine(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage())
        .lines()
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  @Override
  protected void doStop() throws Exception {
    if (timer != null) {
      getCamelContext().getExecutorServiceManager().shutdownNow(timer);
    }
    super.doStop();
  }
}
