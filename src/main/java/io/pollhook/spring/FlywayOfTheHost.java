package io.pollhook.spring;

import java.util.Map;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps Spring Boot from running Flyway on an application's database only because Pollhook has
 * added Flyway to the class path: it would create a table there, and refuse a schema that already
 * has tables. An application with its own migrations or settings for Flyway keeps it.
 */
final class FlywayOfTheHost
    implements AutoConfigurationImportFilter, EnvironmentAware, BeanClassLoaderAware {
  private static final String FLYWAY =
      "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration";

  private Environment environment;
  private ClassLoader classes;

  @Override
  public boolean[] match(String[] candidates, AutoConfigurationMetadata metadata) {
    boolean[] kept = new boolean[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      kept[i] = !FLYWAY.equals(candidates[i]) || isUsed();
    }
    return kept;
  }

  private boolean isUsed() {
    return classes.getResource("db/migration") != null
        || !Binder.get(environment)
            .bind("spring.flyway", Bindable.mapOf(String.class, Object.class))
            .orElse(Map.of())
            .isEmpty();
  }

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void setBeanClassLoader(ClassLoader classLoader) {
    this.classes = classLoader;
  }
}
