package io.pollhook.secret;

import io.pollhook.store.Database;

/** Remembers, for all nodes of a database, which signed tokens ended before their time. */
public final class EndedTokens {
  private final Database database;

  /** In this database. */
  public EndedTokens(Database database) {
    this.database = database;
  }

  /**
   * Ends a token.
   *
   * @param until when it ends by itself, in epoch milliseconds
   * @return whether this call ended it; false if it had ended before
   */
  public boolean end(String id, long until) {
    long now = database.now();
    return database.write(
        handle -> {
          handle.execute("DELETE FROM ended_tokens WHERE until_at < ?", now);
          return handle.execute(
                  "INSERT INTO ended_tokens (id, until_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
                  id,
                  until)
              == 1;
        });
  }

  /** Whether a token has ended before its time. */
  public boolean contains(String id) {
    return database.read(
        handle ->
            handle
                .select("SELECT 1 FROM ended_tokens WHERE id = ?", id)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }
}
