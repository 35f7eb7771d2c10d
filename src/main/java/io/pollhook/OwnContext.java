package io.pollhook;

import io.pollhook.engine.Engine;
import io.pollhook.routing.RouteProperties;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The CamelContext that an embedded Pollhook runs in. Its settings are those of the standalone
 * program's application.properties.
 */
final class OwnContext {
  private static final Logger LOG = LoggerFactory.getLogger(Pollhook.class);
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int SHUTDOWN_SECONDS = 8;
  private static final long DIRECT_TIMEOUT_MILLIS = 5_000;
  private static final long BETWEEN_READINGS_SECONDS = 10;

  private static final Map<String, String> QUARTZ =
      Map.of(
          "org.quartz.scheduler.skipUpdateCheck", "true",
          "org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore",
          "org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool",
          "org.quartz.threadPool.threadCount", "1");

  private final CamelContext context;
  private final AutoCloseable api;

  private OwnContext(CamelContext context, AutoCloseable api) {
    this.context = context;
    this.api = api;
  }

  /** Starts an engine in a new context. */
  static OwnContext start(CamelContext host, Engine engine, PollhookOptions options)
      throws Exception {
    DefaultCamelContext context = new DefaultCamelContext(false);
    AutoCloseable api = () -> {};
    try {
      prepare(context, host, options.settings().forRoutes());
      engine.bindTo(context);
      context.build();
      if (options.api().isPresent()) {
        api = options.api().get().install(engine, context, host);
      }
      engine.loadRoutes(context, options.routeFiles());
      context.start();
      engine.started(context);
      if (options.hasMeters()) {
        keepFresh(engine);
      }
    } catch (Exception e) {
      new OwnContext(context, api).stop();
      throw e;
    }
    LOG.info("running in the CamelContext {}", context.getName());
    return new OwnContext(context, api);
  }

  /**
   * Removes the API from the host's server first, so that no call reaches routes that are stopping.
   */
  void stop() {
    try {
      api.close();
    } catch (Exception e) {
      LOG.warn("the HTTP API could not be removed from the host's server", e);
    } finally {
      context.stop();
    }
  }

  private static void prepare(
      DefaultCamelContext context, CamelContext host, Map<String, String> properties) {
    // Quartz identifies schedulers by the name of their context, across the whole JVM
    String name = "pollhook-" + NUMBER.incrementAndGet() + "-in-" + host.getName();
    context.getCamelContextExtension().setName(name);
    context.disableJMX();
    context.setStartupSummaryLevel(StartupSummaryLevel.Oneline);
    ClassLoader classes = host.getApplicationContextClassLoader();
    context.setApplicationContextClassLoader(
        classes == null ? Pollhook.class.getClassLoader() : classes);
    context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
    Properties initial = new Properties();
    initial.putAll(properties);
    context.getPropertiesComponent().setInitialProperties(initial);
    RouteProperties.narrow(context);
    DirectComponent direct = new DirectComponent();
    direct.setBlock(true);
    direct.setTimeout(DIRECT_TIMEOUT_MILLIS);
    context.addComponent("direct", direct);
    QuartzComponent quartz = new QuartzComponent();
    quartz.setEnableJmx(false);
    quartz.setProperties(Map.copyOf(QUARTZ));
    context.addComponent("quartz", quartz);
  }

  /**
   * Reads the figures regularly: the host's registry only shows those last read from the database.
   */
  private static void keepFresh(Engine engine) {
    Future<?> unused =
        engine
            .ticks()
            .scheduleWithFixedDelay(
                () -> read(engine), 0, BETWEEN_READINGS_SECONDS, TimeUnit.SECONDS);
  }

  private static void read(Engine engine) {
    Future<?> unused = engine.metrics().read(() -> null);
  }
}
