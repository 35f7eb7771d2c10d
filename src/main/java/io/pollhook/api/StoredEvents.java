package io.pollhook.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads the stored notifications as event records, the newest first. */
final class StoredEvents {
  private static final String SELECT =
      "SELECT seq, id, instance_id, body, created_at, attempts, settled_at FROM notifications";

  private final Database database;

  StoredEvents(Database database) {
    this.database = database;
  }

  /** A record with its place in the list. */
  record Entry(long seq, ObjectNode event) {}

  List<Entry> of(long instanceId, Page page) {
    return database.read(
        handle ->
            handle
                .select(
                    SELECT + " WHERE instance_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
                    instanceId,
                    before(page),
                    page.size())
                .map(StoredEvents::map)
                .list());
  }

  List<Entry> all(Page page) {
    return database.read(
        handle ->
            handle
                .select(
                    SELECT + " WHERE seq < ? ORDER BY seq DESC LIMIT ?", before(page), page.size())
                .map(StoredEvents::map)
                .list());
  }

  Optional<ObjectNode> find(String id) {
    return database.read(
        handle ->
            handle
                .select(SELECT + " WHERE id = ?", id)
                .map(StoredEvents::map)
                .findOne()
                .map(Entry::event));
  }

  private static long before(Page page) {
    return page.after() == 0 ? Long.MAX_VALUE : page.after();
  }

  private static Entry map(ResultSet row, StatementContext context) throws SQLException {
    String id = row.getString("id");
    long instanceId = row.getLong("instance_id");
    String created = InstanceView.date(row.getLong("created_at"));
    long settledAt = row.getLong("settled_at");
    boolean settled = !row.wasNull();
    JsonNode body = Json.parse(new String(row.getBytes("body"), StandardCharsets.UTF_8));
    ObjectNode event = Json.ASCII.createObjectNode();
    event.put("id", id);
    event.put("eventDate", created);
    event.put("status", settled ? "NOTIFIED" : row.getInt("attempts") > 0 ? "DISPATCHED" : "NEW");
    event.put("providerData", Json.text(body.path("message").path("raw")));
    event.putArray("notifiedData").add(body);
    ObjectNode link = event.putArray("eventElementInstances").addObject();
    link.put("eventId", id);
    link.put("elementInstanceId", instanceId);
    link.put("notificationId", body.path("id").asText());
    link.put("createdDate", created);
    link.put("updatedDate", settled ? InstanceView.date(settledAt) : created);
    return new Entry(row.getLong("seq"), event);
  }
}
