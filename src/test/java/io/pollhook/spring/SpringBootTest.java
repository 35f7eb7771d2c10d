package io.pollhook.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.pollhook.Pollhook;
import io.pollhook.settings.Property;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The auto-configuration in a Spring application that has a CamelContext. */
class SpringBootTest {
  private static final String FLYWAY =
      "org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration";

  @TempDir private Path directory;

  private static AnnotationConfigApplicationContext application(
      CamelContext camel, Map<String, Object> properties) {
    AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
    start(application, camel, properties);
    return application;
  }

  private static void start(
      AnnotationConfigApplicationContext application,
      CamelContext camel,
      Map<String, Object> properties) {
    application
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    application.registerBean(CamelContext.class, () -> camel);
    application.register(PollhookAutoConfiguration.class);
    application.refresh();
  }

  @Test
  void applicationWithACamelContextHasAPollhookAndItsHealth() {
    CamelContext camel = new DefaultCamelContext();
    Map<String, Object> properties =
        Map.of("pollhook.dataDir", directory.toString(), "POLLHOOK_POLL_TIMEOUT", "5s");
    try (AnnotationConfigApplicationContext application = application(camel, properties)) {
      camel.start();

      assertThat(application.getBean(Pollhook.class).instances().list(0, 1)).isEmpty();
      assertThat(directory.resolve("pollhook.db")).exists();
      HealthIndicator health = application.getBean(HealthIndicator.class);
      await().until(() -> health.health().getStatus().equals(Status.UP));
    } finally {
      camel.stop();
    }
  }

  @Test
  void tablesAreInTheApplicationsDataSource() throws Exception {
    CamelContext camel = new DefaultCamelContext();
    Map<String, Object> properties = Map.of("pollhook.encryption-key", "a key of the application");
    try (HikariDataSource source = new HikariDataSource();
        AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext()) {
      source.setJdbcUrl(TestDatabases.postgresqlUrl());
      application.registerBean(DataSource.class, () -> source);
      start(application, camel, properties);
      camel.start();

      await().until(() -> application.getBean(Pollhook.class).health().orElseThrow().up());
      try (Connection connection = source.getConnection();
          ResultSet tables =
              connection.getMetaData().getTables(null, "pollhook", "instances", null)) {
        assertThat(tables.next()).isTrue();
      }
      camel.stop();
    }
  }

  @Test
  void unknownPropertyFailsTheStart() {
    Map<String, Object> properties = Map.of("pollhook.data-dirr", "x");

    assertThatThrownBy(() -> application(new DefaultCamelContext(), properties).close())
        .rootCause()
        .hasMessageContaining("unknown property pollhook.data-dirr");
  }

  @Test
  void autoConfigurationCanBeDisabled() {
    try (AnnotationConfigApplicationContext application =
        application(new DefaultCamelContext(), Map.of("pollhook.enabled", "false"))) {
      assertThat(application.getBeansOfType(Pollhook.class)).isEmpty();
    }
  }

  @Test
  void flywayRunsOnlyInApplicationsThatUseIt() {
    assertThat(keepsFlyway(Map.of())).isFalse();
    assertThat(keepsFlyway(Map.of("spring.flyway.locations", "classpath:sql"))).isTrue();
  }

  private static boolean keepsFlyway(Map<String, Object> properties) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
    FlywayOfTheHost filter = new FlywayOfTheHost();
    filter.setEnvironment(environment);
    filter.setBeanClassLoader(SpringBootTest.class.getClassLoader());
    boolean[] kept = filter.match(new String[] {"example.Other", FLYWAY}, null);
    assertThat(kept[0]).isTrue();
    return kept[1];
  }

  @Test
  void metadataListsThePropertiesAndTheirDefaults() throws IOException {
    JsonNode metadata =
        Json.parse(
            Files.readString(
                Path.of("src/main/resources/META-INF/spring-configuration-metadata.json"),
                StandardCharsets.UTF_8));
    Map<String, String> known = new HashMap<>();
    metadata
        .path("properties")
        .forEach(
            property ->
                known.put(property.path("name").asText(), property.path("defaultValue").asText()));
    assertThat(known.remove("pollhook.enabled")).isEqualTo("true");

    Map<String, String> expected = new HashMap<>();
    Property.ALL.forEach(property -> expected.put(property.name(), property.defaultValue()));
    List.of(
            "pollhook.api.allowed-origins",
            "pollhook.user-secret",
            "pollhook.organization-secret",
            "pollhook.log.format",
            "pollhook.tracing.endpoint",
            "pollhook.tracing.ratio")
        .forEach(expected::remove); // only used by the HTTP API and the program
    assertThat(known).isEqualTo(expected);
  }
}
