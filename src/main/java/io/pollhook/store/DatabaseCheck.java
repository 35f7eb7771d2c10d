package io.pollhook.store;

import io.pollhook.health.HealthCheck;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the database takes a write: one small row, committed as an event would be. */
public final class DatabaseCheck implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseCheck.class);

  private final Database database;
  private volatile boolean isFailing;

  /** Of a database. */
  public DatabaseCheck(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public Result check() {
    Map<String, Object> details =
        Map.of("kind", database.dialect().name().toLowerCase(Locale.ROOT));
    try {
      database.writing(
          handle ->
              handle.execute(
                  "INSERT INTO properties (name, value) VALUES ('health.checked-at', ?)"
                      + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                  String.valueOf(database.now())));
    } catch (RuntimeException e) {
      report(e);
      return Result.down("the database does not take a write; see the log", details);
    }
    if (isFailing) {
      isFailing = false;
      LOG.info("the database takes writes again");
    }
    return new Result(true, details);
  }

  /**
   * Once for each trouble: messages of drivers may name hosts and users, which are no one's
   * business.
   */
  private void report(RuntimeException failure) {
    if (!isFailing) {
      isFailing = true;
      LOG.error("the database does not take a write; Pollhook is not ready until it does", failure);
    }
  }
}
