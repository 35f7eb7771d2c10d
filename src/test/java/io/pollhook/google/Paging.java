package io.pollhook.google;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The position of a caller in a listing. A page begins after the key of the last item sent, so that
 * items added or removed between pages neither shift nor duplicate others.
 */
final class Paging {
  private final String kind;
  private final Parameters query;
  private final String snapshot;
  private final String lastKey;
  private final int number;

  private Paging(String kind, Parameters query, String snapshot, String lastKey, int number) {
    this.kind = kind;
    this.query = query;
    this.snapshot = snapshot;
    this.lastKey = lastKey;
    this.number = number;
  }

  /**
   * Continues at the query's page token, or starts.
   *
   * @param range the changes covered by the listing if this is its first page
   */
  static Paging of(String kind, Parameters query, ChangeRange range) {
    return of(kind, query, range.toString());
  }

  /** Continues at the query's page token, or starts; only the order is fixed. */
  static Paging of(String kind, Parameters query) {
    return of(kind, query, "");
  }

  private static Paging of(String kind, Parameters query, String snapshot) {
    if (!query.has("pageToken")) {
      return new Paging(kind, query, snapshot, "", 0);
    }
    List<String> parts =
        Token.read(query.text("pageToken", ""), kind)
            .filter(token -> token.get(1).equals(query.listing()))
            .orElseThrow(() -> query.refusal("pageToken", "not a token of this listing"));
    return new Paging(kind, query, parts.get(2), parts.get(3), Integer.parseInt(parts.get(4)));
  }

  /** The changes covered by the listing. */
  ChangeRange range() {
    return ChangeRange.parse(snapshot);
  }

  /** The number of pages before this one. */
  int number() {
    return number;
  }

  /**
   * Returns the page of a whole listing.
   *
   * @param ordered the listing in the order of its keys
   * @param size the most items on the page; 0 makes an empty page that is not the last
   */
  <T> Page<T> cut(List<T> ordered, int size, Function<T, String> key, Comparator<String> order) {
    List<T> rest =
        lastKey.isEmpty()
            ? ordered
            : ordered.stream()
                .dropWhile(item -> order.compare(key.apply(item), lastKey) <= 0)
                .toList();
    if (rest.size() <= size) {
      return new Page<>(rest, Optional.empty());
    }
    List<T> items = rest.subList(0, size);
    String last = items.isEmpty() ? lastKey : key.apply(items.get(items.size() - 1));
    return new Page<>(
        items, Optional.of(Token.of(kind, query.listing(), snapshot, last, number + 1)));
  }

  /** Returns a number as a key that sorts alphabetically in numeric order. */
  static String key(long number) {
    return String.format("%020d", number);
  }
}
