package io.pollhook.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table with data, read from the database's metadata.
 *
 * @param key the columns of its primary key
 * @param parent the column that refers to another row of the same table; null if there is none
 * @param numbered the identity column, whose values the database assigns; null if there is none
 */
record Table(String name, List<String> columns, List<String> key, String parent, String numbered) {
  /** The schema's own history, which exists in a new database. */
  private static final String HISTORY = "flyway_schema_history";

  /** Returns all tables of a database, each after the tables that it references. */
  static List<Table> inOrderOfReferences(Connection connection) throws SQLException {
    DatabaseMetaData data = connection.getMetaData();
    String schema = connection.getSchema();
    Map<String, TreeSet<String>> references = new TreeMap<>();
    Map<String, Table> tables = new TreeMap<>();
    for (String name : names(data, schema)) {
      Map<String, String> foreignKeys = foreignKeys(data, schema, name);
      String parent = foreignKeys.remove(name);
      references.put(name, new TreeSet<>(foreignKeys.keySet()));
      tables.put(name, of(data, schema, name, parent));
    }
    List<Table> ordered = new ArrayList<>();
    while (!references.isEmpty()) {
      String next =
          references.keySet().stream()
              .filter(name -> references.get(name).stream().noneMatch(references::containsKey))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("tables refer to each other: " + references));
      references.remove(next);
      ordered.add(tables.get(next));
    }
    return ordered;
  }

  private static List<String> names(DatabaseMetaData data, String schema) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet tables = data.getTables(null, schema, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String name = tables.getString("TABLE_NAME");
        if (!name.equals(HISTORY) && !name.startsWith("sqlite_")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The foreign key columns of a table, by the name of the referenced table. */
  private static Map<String, String> foreignKeys(DatabaseMetaData data, String schema, String table)
      throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    try (ResultSet keys = data.getImportedKeys(null, schema, table)) {
      while (keys.next()) {
        columns.put(keys.getString("PKTABLE_NAME"), keys.getString("FKCOLUMN_NAME"));
      }
    }
    return columns;
  }

  private static Table of(DatabaseMetaData data, String schema, String name, String parent)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    String numbered = null;
    try (ResultSet all = data.getColumns(null, schema, name, "%")) {
      while (all.next()) {
        columns.add(all.getString("COLUMN_NAME"));
        if (all.getString("IS_AUTOINCREMENT").equals("YES")) {
          numbered = all.getString("COLUMN_NAME");
        }
      }
    }
    Map<Integer, String> key = new TreeMap<>();
    try (ResultSet parts = data.getPrimaryKeys(null, schema, name)) {
      while (parts.next()) {
        key.put(parts.getInt("KEY_SEQ"), parts.getString("COLUMN_NAME"));
      }
    }
    return new Table(name, columns, List.copyOf(key.values()), parent, numbered);
  }

  /**
   * Returns a query for all rows, each after the row that it references. A referenced row has no
   * reference itself, but may have the higher key.
   */
  String select() {
    String parentsFirst = parent == null ? "" : parent + " IS NOT NULL, ";
    return "SELECT "
        + String.join(", ", columns)
        + " FROM "
        + name
        + " ORDER BY "
        + parentsFirst
        + String.join(", ", key);
  }
}
