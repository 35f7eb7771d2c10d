package io.pollhook.secret;

import io.pollhook.store.Database;

/** Stores the signed tokens that were ended before they expired, for all nodes of a database. */
public final class EndedTokens {
  private final Database database;

  /** Stores them in the given database. */
  public EndedTokens(Database database) {
    this.database = database;
  }

  /**
   * Ends a token.
   *
   * @param until the time at which it expires, in epoch milliseconds
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

  /** Returns whether a token was ended before it expired. */
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
