package io.pollhook.routing;

import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesFunctionResolver;
import org.apache.camel.spi.PropertiesFunction;

/**
 * Restricts <code>{{…}}</code> in routes to the properties that Pollhook provides.
 *
 * <p>Camel components also resolve such placeholders in text that may come from a message. As a
 * second line of defense behind {@link io.pollhook.http.OutgoingUrl}, none of them can call a bean
 * or read a file, an environment variable or a system property.
 */
public final class RouteProperties {
  private static final Set<String> OFF =
      Set.of("env", "sys", "bean", "service", "service.name", "service.host", "service.port");

  private RouteProperties() {}

  /** Restricts placeholders in the given context, before routes are loaded. */
  public static void narrow(CamelContext context) {
    PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
    properties.setPropertiesFunctionResolver(new NoFunctions());
    properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
    properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
  }

  /** Turns off <code>{{env:…}}</code>, <code>{{bean:…}}</code> and the like. */
  private static final class NoFunctions implements PropertiesFunctionResolver {
    @Override
    public void addPropertiesFunction(PropertiesFunction function) {
      // ignores functions of components on the class path, too
    }

    @Override
    public Map<String, PropertiesFunction> getFunctions() {
      return Map.of();
    }

    @Override
    public boolean hasFunction(String name) {
      return false;
    }

    /** Without a function, Camel would take the name behind the colon for a default value. */
    @Override
    public PropertiesFunction resolvePropertiesFunction(String name) {
      return name != null && OFF.contains(name) ? new Off(name) : null;
    }
  }

  /** Fails with a message for the author of a route. */
  private record Off(String name) implements PropertiesFunction {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean lookupFirst(String remainder) {
      return false;
    }

    @Override
    public String apply(String remainder) {
      throw new IllegalArgumentException(
          "{{" + name + ":…}} is not supported, expected the name of a property");
    }
  }
}
