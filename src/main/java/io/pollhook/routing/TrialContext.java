package io.pollhook.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.SupplierRegistry;

/**
 * Creates a second context that looks like the running one to the routes tried in it: the same
 * properties and beans, and components with the same settings. It starts no consumer, and keeps
 * everything that it binds or creates to itself.
 */
final class TrialContext {
  /** Options that hold running parts of a component, above all Quartz's scheduler. */
  private static final Set<String> RUNNING_PARTS =
      Set.of("scheduler", "schedulerFactory", "engine", "platformHttpEngine");

  private static final Map<String, Object> IDLE =
      Map.of("autoStartScheduler", false, "enableJmx", false);

  private TrialContext() {}

  /** Creates a context for one trial; the caller stops it. */
  static CamelContext of(CamelContext running) throws Exception {
    DefaultCamelContext trial = new DefaultCamelContext(registry(running));
    // Quartz schedulers are registered JVM-wide by the name of their context
    trial.getCamelContextExtension().setName(running.getName() + "-trial");
    trial.setApplicationContextClassLoader(running.getApplicationContextClassLoader());
    trial.setAutoStartup(false);
    trial.setStartupSummaryLevel(StartupSummaryLevel.Off);
    trial
        .getPropertiesComponent()
        .setInitialProperties(running.getPropertiesComponent().loadProperties());
    RouteProperties.narrow(trial);
    for (String name : running.getComponentNames()) {
      trial.addComponent(name, copy(running.hasComponent(name), trial));
    }
    return trial;
  }

  /** Looks up beans of the tried files first, then those of the running context. */
  private static DefaultRegistry registry(CamelContext running) {
    SupplierRegistry own = new SupplierRegistry();
    DefaultRegistry registry = new DefaultRegistry(running.getRegistry());
    registry.setSupplierRegistry(own);
    registry.setFallbackRegistry(own);
    registry.setLocalBeanRepository(own);
    return registry;
  }

  private static Component copy(Component original, CamelContext trial) {
    Component copy = trial.getInjector().newInstance(original.getClass(), false);
    copy.setCamelContext(trial);
    PropertyConfigurer options = original.getComponentPropertyConfigurer();
    if (options instanceof PropertyConfigurerGetter getter) {
      Map<String, Object> settings = new HashMap<>();
      PluginHelper.getBeanIntrospection(trial).getProperties(original, settings, null);
      settings.putAll(IDLE);
      settings.keySet().removeAll(RUNNING_PARTS);
      settings.keySet().removeIf(option -> getter.getOptionType(option, true) == null);
      settings.forEach((option, value) -> options.configure(trial, copy, option, value, true));
    }
    return copy;
  }
}
