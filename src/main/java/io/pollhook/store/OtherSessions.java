package io.pollhook.store;

import io.pollhook.settings.ConfigurationError;
import org.jdbi.v3.core.Handle;

/**
 * Refuses to work on a PostgreSQL database with other connections, as PostgreSQL itself does before
 * it copies a database. A running node always keeps connections open. A node that starts later is
 * not detected.
 */
final class OtherSessions {
  /** Without further rights, only the database and user of other users' sessions are visible. */
  private static final String OTHERS =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
          + " AND COALESCE(backend_type, 'client backend') = 'client backend'";

  private OtherSessions() {}

  /**
   * Checks that the handle is the only session.
   *
   * @throws ConfigurationError if there are others
   */
  static void refuse(Handle handle) {
    long others = handle.createQuery(OTHERS).mapTo(Long.class).one();
    if (others > 0) {
      throw new ConfigurationError(
          "the database is in use by %d other connections: stop every Pollhook and all other clients connected to it (see pg_stat_activity)"
              .formatted(others));
    }
  }
}
