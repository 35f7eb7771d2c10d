package io.pollhook.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.secret.Vault;
import io.pollhook.store.ClockListener;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Stores the grant of each instance, encrypted. It is deleted with its instance. */
public final class GrantRepository {
  private final Database database;
  private final Vault vault;

  /** Creates the repository over a database, with the vault that encrypts its secrets. */
  public GrantRepository(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * A stored grant.
   *
   * @param revoked why the provider no longer accepts it; null if it does
   * @param version increases with every new access token
   */
  public record Stored(Grant grant, String revoked, long version) {}

  /** Stores a grant that a person has just given, replacing any earlier one completely. */
  public void put(Handle handle, long instanceId, Grant grant) {
    handle
        .createUpdate(
            "INSERT INTO grants (instance_id, sealed, expires_at, version, lease_until)"
                + " VALUES (:id, :sealed, :expires, 1, 0)"
                + " ON CONFLICT (instance_id) DO UPDATE SET sealed = excluded.sealed,"
                + " expires_at = excluded.expires_at, revoked = NULL,"
                + " version = grants.version + 1, lease_until = 0")
        .bind("id", instanceId)
        .bind("sealed", seal(instanceId, grant))
        .bind("expires", grant.expiresAt().toEpochMilli())
        .execute();
  }

  /** Returns the grant of an instance, revoked or not. */
  public Optional<Stored> find(long instanceId) {
    return database.read(handle -> find(handle, instanceId));
  }

  /** Returns the grant of an instance, revoked or not, within a transaction. */
  public Optional<Stored> find(Handle handle, long instanceId) {
    return handle
        .select(
            "SELECT sealed, expires_at, revoked, version FROM grants WHERE instance_id = ?",
            instanceId)
        .map((row, context) -> map(instanceId, row))
        .findOne();
  }

  /** Makes a revoked grant usable again, in case it failed because of the client's id or secret. */
  public void reinstate(Handle handle, long instanceId) {
    handle.execute("UPDATE grants SET revoked = NULL WHERE instance_id = ?", instanceId);
  }

  /** Takes the lease to refresh a version until a time; false if another node has it. */
  boolean lease(long instanceId, long version, long until) {
    return changes(
        "UPDATE grants SET lease_until = ? WHERE instance_id = ? AND version = ?"
            + " AND revoked IS NULL AND lease_until <= ?",
        until,
        instanceId,
        version,
        database.now());
  }

  /** Gives the lease back unused. */
  void release(long instanceId, long version, long until) {
    database.writing(
        handle ->
            handle.execute(
                "UPDATE grants SET lease_until = 0"
                    + " WHERE instance_id = ? AND version = ? AND lease_until = ?",
                instanceId,
                version,
                until));
  }

  /**
   * Stores the refreshed grant of a version, even after its lease has ended; false if the grant was
   * replaced in the meantime.
   */
  boolean renew(long instanceId, long version, Grant grant) {
    return changes(
        "UPDATE grants SET sealed = ?, expires_at = ?, revoked = NULL,"
            + " version = version + 1, lease_until = 0 WHERE instance_id = ? AND version = ?",
        seal(instanceId, grant),
        grant.expiresAt().toEpochMilli(),
        instanceId,
        version);
  }

  /** Marks a version as revoked; false if the grant was replaced in the meantime. */
  boolean markRevoked(long instanceId, long version, String reason) {
    return changes(
        "UPDATE grants SET revoked = ?, lease_until = 0 WHERE instance_id = ? AND version = ?",
        Json.key(reason),
        instanceId,
        version);
  }

  /** Runs an update; returns whether the row was still as expected. */
  private boolean changes(String update, Object... values) {
    int rows = database.write(handle -> handle.execute(update, values));
    return rows == 1;
  }

  private Stored map(long instanceId, ResultSet row) throws SQLException {
    byte[] opened = vault.open(row.getBytes("sealed"), context(instanceId));
    JsonNode document = Json.parse(new String(opened, StandardCharsets.UTF_8));
    String revoked = row.getString("revoked");
    return new Stored(
        new Grant(
            document.get("access").textValue(),
            document.get("refresh").textValue(),
            Instant.ofEpochMilli(row.getLong("expires_at")),
            document.get("scope").textValue()),
        revoked == null ? null : Json.unkey(revoked),
        row.getLong("version"));
  }

  private byte[] seal(long instanceId, Grant grant) {
    ObjectNode document = Json.ASCII.createObjectNode();
    document.put("access", grant.accessToken());
    document.put("refresh", grant.refreshToken());
    document.put("scope", grant.scope());
    return vault.seal(Json.text(document).getBytes(StandardCharsets.UTF_8), context(instanceId));
  }

  private static String context(long instanceId) {
    return "grant:" + instanceId;
  }

  /**
   * Moves future leases back with the clock. Tokens keep their expiry: the provider refuses an
   * expired one, which is then refreshed.
   *
   * @see ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "grants", "lease_until", now, step);
  }
}
