package io.pollhook.store;

import io.pollhook.settings.ConfigurationError;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrates a schema. Migrations only add to it, so that nodes of the previous release keep running
 * while those of the next one start.
 */
final class Migrations {
  /** The location of the migrations, outside of a host application's default. */
  private static final String LOCATION = "classpath:io/pollhook/db/migration";

  private static final Set<MigrationState> OF_A_NEWER_RELEASE =
      Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

  private Migrations() {}

  /**
   * Applies the missing migrations.
   *
   * @param target configures the database
   * @throws ConfigurationError if a newer release has applied migrations that this one does not
   *     know: this release was never tested with such a schema
   */
  static void apply(Dialect dialect, UnaryOperator<FluentConfiguration> target) {
    FluentConfiguration migration =
        Flyway.configure(Database.class.getClassLoader())
            .locations(LOCATION)
            .placeholders(dialect.migrationPlaceholders());
    Flyway flyway = target.apply(migration).load();
    refuseNewer(flyway.info().all());
    flyway.migrate();
  }

  private static void refuseNewer(MigrationInfo... all) {
    MigrationInfo newest = all[all.length - 1];
    if (!OF_A_NEWER_RELEASE.contains(newest.getState())) {
      return;
    }
    MigrationInfo known =
        Arrays.stream(all)
            .filter(one -> !OF_A_NEWER_RELEASE.contains(one.getState()))
            .reduce((one, next) -> next)
            .orElseThrow();
    throw new ConfigurationError(
        "a newer release of Pollhook has changed the database: its schema has version %s, and this release supports versions up to %s. Start that release or a later one"
            .formatted(newest.getVersion(), known.getVersion()));
  }
}
