package io.pollhook.embedded;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.zaxxer.hikari.HikariDataSource;
import io.pollhook.embedded.Host.Mail;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.store.TestDatabases;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.builder.DeadLetterChannelBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Pollhook does not affect a host's migrations, logging, error handler and reloaded routes. */
class LeavesTheHostAloneTest {
  private final GoogleStandIn google = new GoogleStandIn();
  private final Host host = new Host(google);

  @AfterEach
  void stop() {
    host.close();
    google.close();
  }

  @Test
  void hostsFlywayAppliesOnlyItsOwnMigrations(@TempDir Path classes) throws Exception {
    Path migrations = Files.createDirectories(classes.resolve("db/migration"));
    Files.writeString(migrations.resolve("V1__host.sql"), "CREATE TABLE host (id BIGINT)");
    try (HikariDataSource source = new HikariDataSource();
        URLClassLoader loader =
            new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      source.setJdbcUrl(TestDatabases.postgresqlUrl());
      host.withPollhook(
              builder -> builder.dataSource(source), "pollhook.encryption-key", "a key of the host")
          .start();

      Flyway flyway = Flyway.configure(loader).dataSource(source).load();
      flyway.migrate();

      assertThat(flyway.info().all())
          .extracting(MigrationInfo::getScript)
          .containsExactly("V1__host.sql");
      assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
      await().until(() -> host.pollhook().health().orElseThrow().up());
      host.close();
    }
  }

  @Test
  void hostsLoggingIsUnchanged() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level level = root.getLevel();
    List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    root.iteratorForAppenders().forEachRemaining(appenders::add);

    host.withPollhook().start();

    List<Appender<ILoggingEvent>> after = new ArrayList<>();
    root.iteratorForAppenders().forEachRemaining(after::add);
    assertThat(after).isEqualTo(appenders);
    assertThat(root.getLevel()).isEqualTo(level);
    assertThat(root.getLoggerContext().getLogger("io.pollhook").getLevel()).isNull();
  }

  @Test
  void hostsErrorHandlerHandlesItsFailuresAndPollhookDeliversAgain() throws Exception {
    ErrorHandlerFactory errors = new DeadLetterChannelBuilder("direct:dead");
    host.context().getCamelContextExtension().setErrorHandlerFactory(errors);
    List<String> dead = new CopyOnWriteArrayList<>();
    host.consume("direct:dead", "dead", exchange -> dead.add("dead"));
    List<String> bodies = host.bodies("pollhook:mail");
    host.context()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:own").routeId("own").throwException(new IllegalStateException("own"));
              }
            });
    host.withPollhook().start();
    host.mail("mail").box().receive("One");
    await().atMost(ofSeconds(10)).until(() -> !bodies.isEmpty());

    host.context().createProducerTemplate().sendBody("direct:own", "x");

    assertThat(dead).hasSize(1);
    assertThat(host.context().getCamelContextExtension().getErrorHandlerFactory()).isSameAs(errors);
  }

  @Test
  void itsReloadOfRoutesChangesItsRoutesAndPollhookKeepsDelivering(@TempDir Path routes)
      throws Exception {
    Path file = routes.resolve("mail.yaml");
    Files.writeString(file, route("before"));
    RouteWatcherReloadStrategy reload = new RouteWatcherReloadStrategy(routes.toString());
    reload.setPattern("*.yaml");
    reload.setPollTimeout(200);
    host.context().addService(reload);
    List<String> got = new CopyOnWriteArrayList<>();
    host.context()
        .getRegistry()
        .bind(
            "keep",
            (org.apache.camel.Processor)
                exchange -> got.add(exchange.getMessage().getHeader("version", String.class)));
    host.start().withPollhook();
    Mail mail = host.mail("reloaded");

    Files.writeString(file, route("first"));
    await().atMost(ofSeconds(10)).until(() -> host.context().getRoute("first") != null);
    mail.box().receive("One");
    await().atMost(ofSeconds(10)).until(() -> got.contains("first"));
    Files.writeString(file, route("second"));
    await().atMost(ofSeconds(10)).until(() -> host.context().getRoute("second") != null);
    mail.box().receive("Two");
    await().atMost(ofSeconds(10)).until(() -> got.contains("second"));

    assertThat(host.context().getRoutes()).hasSize(1);
    await().until(() -> host.pollhook().health().orElseThrow().up());
  }

  private static String route(String id) {
    return """
        - route:
            id: %1$s
            from:
              uri: pollhook:reloaded
              steps:
                - setHeader: {name: version, constant: %1$s}
                - process: {ref: keep}
        """
        .formatted(id);
  }
}
