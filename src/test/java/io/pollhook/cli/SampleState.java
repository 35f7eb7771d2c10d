package io.pollhook.cli;

import io.pollhook.secret.Vault;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jdbi.v3.core.Handle;

/** Rows in every table: two instances, one of them disabled, one with a callback that is held. */
public final class SampleState {
  /** The time at which everything happened. */
  public static final Instant AT = Instant.parse("2026-05-01T12:00:00Z");

  private static final long MILLIS = AT.toEpochMilli();

  private SampleState() {}

  /** Settings of a data directory. */
  public static Settings settings(Path data, Map<String, String> given) {
    Properties properties = new Properties();
    properties.setProperty("pollhook.data-dir", data.toString());
    given.forEach(properties::setProperty);
    return new SettingsLoader(data, Map.of(), properties).load();
  }

  /** Fills an empty database, secrets encrypted by the vault. */
  public static void fill(Database database, Vault vault) {
    vault.check(database);
    database.writing(
        handle -> {
          instance(handle, vault, 1, true);
          instance(handle, vault, 2, false);
          // a calendar whose list of calendars is newer than itself
          feed(handle, 3, null, "OK");
          feed(handle, 9, null, "FAILED");
          handle.execute("UPDATE feeds SET parent_id = 9, part_id = 'a' WHERE id = 3");
          handle.execute(
              "INSERT INTO ledger (feed_id, object_id, version, dated_at) VALUES (3, 'o', 'v', ?)",
              MILLIS);
          notification(handle, 5);
          notification(handle, 6);
          handle.execute(
              "INSERT INTO attempts (seq, attempt, attempted_at, duration_ms, status_code)"
                  + " VALUES (5, 1, ?, 12, 503)",
              MILLIS);
          handle.execute(
              "INSERT INTO notices (body, created_at, attempts, due_at, lease_until)"
                  + " VALUES ('{}', ?, 0, ?, ?)",
              MILLIS,
              MILLIS,
              MILLIS + 5_000);
          handle.execute("INSERT INTO ended_tokens VALUES ('signed out', ?)", MILLIS);
          // the last number used may be that of a deleted row
          notification(handle, 40);
          handle.execute("DELETE FROM notifications WHERE seq = 40");
          if (database.dialect() == Dialect.POSTGRESQL) {
            handle.execute("SELECT setval(pg_get_serial_sequence('notifications', 'seq'), 40)");
          }
        });
  }

  private static void instance(Handle handle, Vault vault, long id, boolean enabled) {
    handle.execute(
        "INSERT INTO instances (id, element, document, sealed, token_hash, enabled, created_at)"
            + " VALUES (?, 'gmail', '{}', ?, ?, ?, ?)",
        id,
        vault.seal(bytes("secrets of " + id), "instance:" + id),
        "hash " + id,
        enabled ? 1 : 0,
        MILLIS);
    handle.execute(
        "INSERT INTO grants (instance_id, sealed, expires_at, version, lease_until)"
            + " VALUES (?, ?, ?, 1, 0)",
        id,
        vault.seal(bytes("tokens of " + id), "grant:" + id),
        MILLIS);
    handle.execute(
        "INSERT INTO lanes (instance_id, active, callback, host, due_at, attempts, held, slow,"
            + " fence, lease_until) VALUES (?, ?, 'https://example.com/', 'example.com:443', ?, 3,"
            + " 1, 0, 7, 0)",
        id,
        enabled ? 1 : 0,
        MILLIS);
  }

  private static void feed(Handle handle, long id, Long parent, String state) {
    handle.execute(
        "INSERT INTO feeds (id, instance_id, parent_id, source, resource, position, url, changes,"
            + " part, active, state, cursor, interval_ms, phase, due_at, lease_until, fence,"
            + " failures, slow, served_at) VALUES (?, 1, ?, 'gmail-changed-messages', 'messages',"
            + " 0, '/messages', '', '', 1, ?, '{\"phase\":\"new\"}', 60000, 0, ?, 0, 1, 0, 0, ?)",
        id,
        parent,
        state,
        MILLIS + 3_000_000_000L,
        MILLIS);
  }

  private static void notification(Handle handle, long seq) {
    handle.execute(
        "INSERT INTO notifications (seq, id, instance_id, body, created_at, attempts, place)"
            + " VALUES (?, ?, 1, ?, ?, 0, ?)",
        seq,
        "id " + seq,
        bytes("{\"number\": " + seq + "}"),
        MILLIS,
        seq);
  }

  /** The decrypted texts of instances and grants by their contexts, such as {@code grant:2}. */
  public static Map<String, String> opened(Database database, Vault vault) {
    Map<String, String> opened = new HashMap<>();
    database.read(
        handle -> {
          open(handle, "SELECT id, sealed FROM instances", "instance:", vault, opened);
          open(handle, "SELECT instance_id, sealed FROM grants", "grant:", vault, opened);
          return opened;
        });
    return opened;
  }

  private static void open(
      Handle handle, String query, String context, Vault vault, Map<String, String> opened) {
    handle
        .createQuery(query)
        .map((row, unused) -> Map.entry(context + row.getLong(1), row.getBytes(2)))
        .forEach(
            entry ->
                opened.put(
                    entry.getKey(),
                    new String(
                        vault.open(entry.getValue(), entry.getKey()), StandardCharsets.UTF_8)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
