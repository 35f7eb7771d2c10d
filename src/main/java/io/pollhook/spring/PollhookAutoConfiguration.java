package io.pollhook.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.pollhook.Pollhook;
import io.pollhook.PollhookBuilder;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Adds a {@link Pollhook} to the application's CamelContext, with the properties {@code
 * pollhook.*}. Its tables go into the application's database if there is exactly one {@link
 * DataSource}, unless {@code pollhook.data-dir} or {@code pollhook.database.url} is set.
 */
@AutoConfiguration(
    afterName = {
      "org.apache.camel.spring.boot.CamelAutoConfiguration",
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnBean(CamelContext.class)
@ConditionalOnProperty(prefix = "pollhook", name = "enabled", matchIfMissing = true)
public class PollhookAutoConfiguration {

  /** Creates the bean; Camel starts and stops it. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  public Pollhook pollhook(
      CamelContext context,
      Environment environment,
      ObjectProvider<DataSource> dataSource,
      ObjectProvider<MeterRegistry> meters,
      ObjectProvider<PollhookCustomizer> customizers)
      throws Exception {
    Map<String, String> properties = EnvironmentProperties.of(environment);
    PollhookBuilder builder = Pollhook.builder().properties(properties);
    if (!properties.containsKey("pollhook.data-dir")
        && !properties.containsKey("pollhook.database.url")) {
      dataSource.ifUnique(builder::dataSource);
    }
    meters.ifUnique(builder::meterRegistry);
    customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
    Pollhook pollhook = builder.build();
    context.addService(pollhook);
    return pollhook;
  }

  /** The health indicator, if Spring Boot's actuator is on the class path. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class Health {
    @Bean
    @ConditionalOnMissingBean(name = "pollhookHealthIndicator")
    HealthIndicator pollhookHealthIndicator(Pollhook pollhook) {
      return new PollhookHealthIndicator(pollhook);
    }
  }
}
