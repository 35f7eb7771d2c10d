package io.pollhook.google;

import io.pollhook.loopback.Response;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sync tokens of one collection: the last change that a caller has seen, and the caller's
 * query.
 */
final class SyncToken {
  /** The position of a caller who has seen nothing and so requests everything. */
  static final long NONE = -1;

  private final String collection;
  private final int generation;
  private final Parameters query;

  /**
   * Creates the tokens that a call may use.
   *
   * @param generation increased when all tokens expire
   */
  SyncToken(String collection, int generation, Parameters query) {
    this.collection = collection;
    this.generation = generation;
    this.query = query;
  }

  /** Returns a token for a caller who has seen the changes up to a number. */
  String upTo(long change) {
    return Token.of("sync", collection, query.listing(), change, generation);
  }

  /** Returns the changes after the caller's token up to the last one. */
  ChangeRange range(long lastChange, Supplier<Response> expired) {
    return new ChangeRange(query.has("syncToken") ? seen(expired) : NONE, lastChange);
  }

  private long seen(Supplier<Response> expired) {
    List<String> parts =
        Token.read(query.text("syncToken", ""), "sync")
            .filter(token -> token.get(1).equals(collection))
            .orElseThrow(() -> query.refusal("syncToken", "Invalid sync token value."));
    if (!parts.get(2).equals(query.listing())) {
      throw query.refusal(
          "syncToken",
          "The initial request had other parameters: " + parts.get(2) + ", not " + query.listing());
    }
    if (Integer.parseInt(parts.get(4)) != generation) {
      throw new Refusal(expired.get());
    }
    return Long.parseLong(parts.get(3));
  }
}
