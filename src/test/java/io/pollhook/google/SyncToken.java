package io.pollhook.google;

import io.pollhook.loopback.Response;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sync tokens of one collection: how far a caller has seen its changes, and with what query.
 */
final class SyncToken {
  /** Where a caller stands who has seen nothing, and so asks for everything. */
  static final long NONE = -1;

  private final String collection;
  private final int generation;
  private final Parameters query;

  /**
   * The tokens as one call may use them.
   *
   * @param generation grows when all tokens expire
   */
  SyncToken(String collection, int generation, Parameters query) {
    this.collection = collection;
    this.generation = generation;
    this.query = query;
  }

  /** A token for a caller who has seen the changes up to a number. */
  String upTo(long change) {
    return Token.of("sync", collection, query.listing(), change, generation);
  }

  /** The changes between the caller's token and the last change there is. */
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
