package io.pollhook.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.secret.Vault;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import io.pollhook.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Stores instances, with their secrets and tokens encrypted. */
public final class InstanceRepository {
  private static final String COLUMNS =
      "SELECT id, element, document, sealed, enabled, created_at FROM instances";

  /** The most heap memory that a list may take, unless its first instance alone is larger. */
  private static final long BYTES_AT_ONCE = 1 << 20;

  private static final int ROWS_AT_ONCE = 4;

  private final Database database;
  private final Vault vault;

  /** Creates the repository over a database, with the vault that encrypts its secrets. */
  public InstanceRepository(Database database, Vault vault) {
    this.database = database;
    this.vault = vault;
  }

  /** Inserts an instance and returns it with its new id; the given id is ignored. */
  public Instance insert(Handle handle, Instance instance) {
    long id =
        handle
            .createQuery(
                "INSERT INTO instances (element, document, sealed, token_hash, enabled, created_at)"
                    + " VALUES (:element, :document, :sealed, :hash, :enabled, :created)"
                    + " RETURNING id")
            .bind("element", instance.elementKey())
            .bind("document", document(instance))
            .bind("sealed", new byte[0])
            .bind("hash", hash(instance.token()))
            .bind("enabled", instance.enabled() ? 1 : 0)
            .bind("created", instance.createdAt())
            .mapTo(Long.class)
            .one();
    Instance inserted = instance.withId(id);
    update(handle, inserted);
    return inserted;
  }

  /** Updates name, tags, configuration and enabled; false if the instance no longer exists. */
  public boolean update(Handle handle, Instance instance) {
    return handle
            .createUpdate(
                "UPDATE instances SET document = :document, sealed = :sealed, enabled = :enabled,"
                    + " revision = revision + 1 WHERE id = :id")
            .bind("document", document(instance))
            .bind("sealed", vault.seal(secrets(instance), context(instance.id())))
            .bind("enabled", instance.enabled() ? 1 : 0)
            .bind("id", instance.id())
            .execute()
        == 1;
  }

  /** Deletes an instance and everything that belongs to it; false if it no longer exists. */
  public boolean delete(Handle handle, long id) {
    return handle.execute("DELETE FROM instances WHERE id = ?", id) == 1;
  }

  /** Returns the instance with an id. */
  public Optional<Instance> find(long id) {
    return database.read(handle -> find(handle, id));
  }

  /** Returns the instance with an id, within a transaction. */
  public Optional<Instance> find(Handle handle, long id) {
    return handle.select(COLUMNS + " WHERE id = ?", id).map(this::map).findOne();
  }

  /** Returns the instance with an id, locked until the transaction ends. */
  public Optional<Instance> lock(Handle handle, long id) {
    lock(handle, List.of(id));
    return find(handle, id);
  }

  /** Locks instances for the transaction; lock an instance before changing its rows. */
  public static void lock(Handle handle, Collection<Long> ids) {
    handle
        .createUpdate("UPDATE instances SET enabled = enabled WHERE id IN (<ids>)")
        .bindList("ids", List.copyOf(ids))
        .execute();
  }

  /** Locks the instances that no other transaction has locked, and returns their ids. */
  public static List<Long> lockFree(Handle handle, Collection<Long> ids) {
    return ids.isEmpty()
        ? List.of()
        : handle
            .createQuery("SELECT id FROM instances WHERE id IN (<ids>) ORDER BY id <skipLocked>")
            .bindList("ids", List.copyOf(ids))
            .mapTo(Long.class)
            .list();
  }

  /** Prevents an instance from being changed or deleted before the transaction ends. */
  public static void share(Handle handle, long id) {
    handle.select("SELECT id FROM instances WHERE id = ? <share>", id).mapTo(Long.class).findOne();
  }

  /** Returns the number of instances by element key. */
  public Map<String, Long> countByElement() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT element, COUNT(*) AS number FROM instances GROUP BY element")
                .setMapKeyColumn("element")
                .setMapValueColumn("number")
                .collectInto(new GenericType<Map<String, Long>>() {}));
  }

  /** Returns the instance with a token. */
  public Optional<Instance> findByToken(String token) {
    return database.read(
        handle ->
            handle.select(COLUMNS + " WHERE token_hash = ?", hash(token)).map(this::map).findOne());
  }

  /**
   * Returns the instances after an id, in the order of ids. There may be fewer than the limit if
   * they are large, but the list is empty only if there are none.
   */
  public List<Instance> list(long afterId, int limit) {
    return list(null, afterId, limit);
  }

  /**
   * Returns the instances of an element after an id, as {@link #list(long, int)} does.
   *
   * @param element the key; null for the instances of all elements
   */
  public List<Instance> list(String element, long afterId, int limit) {
    return database.read(
        handle -> handle.inTransaction(transaction -> list(transaction, element, afterId, limit)));
  }

  /** Reads row by row, which PostgreSQL's driver does only within a transaction. */
  private List<Instance> list(Handle handle, String element, long afterId, int limit) {
    String of = element == null ? "" : " AND element = :element";
    Query query =
        handle.createQuery(COLUMNS + " WHERE id > :after" + of + " ORDER BY id LIMIT :limit");
    if (element != null) {
      query.bind("element", element);
    }
    List<Instance> read = new ArrayList<>();
    try (ResultIterator<Sized> rows =
        query
            .bind("after", afterId)
            .bind("limit", limit)
            .setFetchSize(ROWS_AT_ONCE)
            .map(this::sized)
            .iterator()) {
      long bytes = 0;
      while (bytes < BYTES_AT_ONCE && rows.hasNext()) {
        Sized row = rows.next();
        read.add(row.instance());
        bytes += row.bytes();
      }
    }
    return read;
  }

  /** An instance and the size of its row. */
  private record Sized(Instance instance, long bytes) {}

  private Instance map(ResultSet row, StatementContext context) throws SQLException {
    return sized(row, context).instance();
  }

  private Sized sized(ResultSet row, StatementContext context) throws SQLException {
    String document = row.getString("document");
    byte[] sealed = row.getBytes("sealed");
    return new Sized(instance(row, document, sealed), document.length() + sealed.length);
  }

  private Instance instance(ResultSet row, String text, byte[] sealed) throws SQLException {
    long id = row.getLong("id");
    JsonNode document = Json.parse(text);
    byte[] opened = vault.open(sealed, context(id));
    JsonNode secrets = Json.parse(new String(opened, StandardCharsets.UTF_8));
    ObjectNode configuration = (ObjectNode) document.get("configuration");
    secrets
        .get("configuration")
        .properties()
        .forEach(e -> configuration.set(e.getKey(), e.getValue()));
    List<String> tags = new ArrayList<>();
    document.get("tags").forEach(tag -> tags.add(tag.textValue()));
    return new Instance(
        id,
        row.getString("element"),
        document.get("name").textValue(),
        List.copyOf(tags),
        secrets.get("token").textValue(),
        new InstanceConfiguration(configuration),
        row.getInt("enabled") == 1,
        row.getLong("created_at"));
  }

  private static String document(Instance instance) {
    ObjectNode document = Json.ASCII.createObjectNode();
    document.put("name", instance.name());
    instance.tags().forEach(document.putArray("tags")::add);
    document.set("configuration", configuration(instance, false));
    return Json.text(document);
  }

  private static byte[] secrets(Instance instance) {
    ObjectNode secrets = Json.ASCII.createObjectNode();
    secrets.put("token", instance.token());
    secrets.set("configuration", configuration(instance, true));
    return Json.text(secrets).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns either the secret values or the others. */
  private static ObjectNode configuration(Instance instance, boolean secret) {
    ObjectNode part = Json.ASCII.createObjectNode();
    instance.configuration().values().properties().stream()
        .filter(entry -> InstanceConfiguration.isSecret(entry.getKey()) == secret)
        .forEach(entry -> part.set(entry.getKey(), entry.getValue()));
    return part;
  }

  private static String context(long id) {
    return "instance:" + id;
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Sha256.of(token));
  }
}
