package io.pollhook.secret;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The encrypted values of the database, each in a column {@code sealed}. */
final class SealedValues {
  private static final int ROWS_AT_ONCE = 500;

  @SuppressWarnings("ArrayRecordComponent") // rows are not compared
  private record Row(long id, byte[] sealed) {}

  /**
   * A table with encrypted values.
   *
   * @param key the column that identifies a row
   * @param context the prefix of the context that a value is bound to; the key follows
   */
  private record Place(String table, String key, String context) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("instances", "id", "instance:"), new Place("grants", "instance_id", "grant:"));

  private SealedValues() {}

  /** The tables with encrypted values. */
  static List<String> tables() {
    return PLACES.stream().map(Place::table).toList();
  }

  /** Encrypts all values with another key and returns their number. */
  static long sealAgain(Handle handle, Vault old, Vault next) {
    next.mark(handle);
    return PLACES.stream().mapToLong(place -> sealAgain(handle, place, old, next)).sum();
  }

  private static long sealAgain(Handle handle, Place place, Vault old, Vault next) {
    long count = 0;
    List<Row> rows = after(handle, place, Long.MIN_VALUE);
    while (!rows.isEmpty()) {
      for (Row row : rows) {
        String context = place.context() + row.id();
        handle
            .createUpdate("UPDATE <table> SET sealed = :sealed WHERE <key> = :id")
            .define("table", place.table())
            .define("key", place.key())
            .bind("sealed", next.seal(old.open(row.sealed(), context), context))
            .bind("id", row.id())
            .execute();
      }
      count += rows.size();
      rows = after(handle, place, rows.get(rows.size() - 1).id());
    }
    return count;
  }

  private static List<Row> after(Handle handle, Place place, long id) {
    return handle
        .createQuery(
            "SELECT <key>, sealed FROM <table> WHERE <key> > :id ORDER BY <key> LIMIT :most")
        .define("key", place.key())
        .define("table", place.table())
        .bind("id", id)
        .bind("most", ROWS_AT_ONCE)
        .map((row, context) -> new Row(row.getLong(1), row.getBytes(2)))
        .list();
  }
}
