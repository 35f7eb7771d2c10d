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

/** Keeps the grant of each instance, encrypted. It goes with its instance. */
public final class GrantRepository {
  private final Database database;
  private final Vault vault;

  /** Over a database, with the vault that its secrets were encrypted with. */
  public GrantRepository(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * What is kept of a grant.
   *
   * @param revoked why the provider takes it no more; null while it does
   * @param version rises with every new access token
   */
  public record Stored(Grant grant, String revoked, long version) {}

  /** Sets a grant that a person gave just now; nothing of an earlier one stays. */
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

  /** The grant of an instance, revoked or not. */
  public Optional<Stored> find(long instanceId) {
    return database.read(handle -> find(handle, instanceId));
  }

  /** {@link #find(long)} within a transaction. */
  public Optional<Stored> find(Handle handle, long instanceId) {
    return handle
        .select(
            "SELECT sealed, expires_at, revoked, version FROM grants WHERE instance_id = ?",
            instanceId)
        .map((row, context) -> map(instanceId, row))
        .findOne();
  }

  /** Tries a revoked grant again, for when what made it fail was the client's id or secret. */
  public void reinstate(Handle handle, long instanceId) {
    handle.execute("UPDATE grants SET revoked = NULL WHERE instance_id = ?", instanceId);
  }

  /** Takes the right to refresh that version until a time; false where another has it. */
  boolean lease(long instanceId, long version, long until) {
    return changes(
        "UPDATE grants SET lease_until = ? WHERE instance_id = ? AND version = ?"
            + " AND revoked IS NULL AND lease_until <= ?",
        until,
        instanceId,
        version,
        database.now());
  }

  /** Gives the right back unused. */
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
   * Sets what that version was refreshed to, though the lease be over; false where the grant is
   * another one by now.
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

  /** Marks that version as dead; false where the grant is another one by now. */
  boolean markRevoked(long instanceId, long version, String reason) {
    return changes(
        "UPDATE grants SET revoked = ?, lease_until = 0 WHERE instance_id = ? AND version = ?",
        Json.key(reason),
        instanceId,
        version);
  }

  /** Whether the row was still as the update expects it. */
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
   * Moves leases that lie ahead with the clock that went back. Tokens keep their end: the provider
   * refuses one that has expired, and it is refreshed then.
   *
   * @see ClockListener
   */
  public static void clockWentBack(Handle handle, long now, long step) {
    ClockListener.moveBack(handle, "grants", "lease_until", now, step);
  }
}
