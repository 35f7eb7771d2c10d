package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.google.Contacts.Contact;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The call {@code people.connections.list} of People v1, without sync tokens. */
final class ConnectionsApi {
  private static final Set<String> FIELDS =
      Set.of("addresses", "emailAddresses", "metadata", "names", "organizations", "phoneNumbers");

  private ConnectionsApi() {}

  static ObjectNode list(Account account, Parameters query) {
    query.allow("pageSize", "pageToken", "personFields");
    List<String> fields = query.all("personFields");
    if (fields.isEmpty() || !FIELDS.containsAll(fields)) {
      throw query.refusal("personFields", "expected some of " + FIELDS + ", not " + fields);
    }
    List<Contact> contacts = account.contacts().all();
    Page<Contact> page =
        Paging.of("connections", query)
            .cut(
                contacts,
                account.pageSize(query.pageSize("pageSize", 100, 1000)),
                contact -> Paging.key(contact.change()),
                Comparator.naturalOrder());
    ObjectNode body = Json.object();
    Json.putUnlessEmpty(
        body, "connections", page.items().stream().map(one -> json(one, fields)).toList());
    page.nextToken().ifPresent(token -> body.put("nextPageToken", token));
    int total = contacts.size();
    return total == 0 ? body : body.put("totalPeople", total).put("totalItems", total);
  }

  static ObjectNode one(Account account, String id, Parameters query) {
    query.allow("personFields");
    return account.contacts().all().stream()
        .filter(contact -> contact.id().equals(id))
        .findFirst()
        .map(contact -> json(contact, query.all("personFields")))
        .orElseThrow(() -> new Refusal(ApiErrors.notFound()));
  }

  private static ObjectNode json(Contact contact, List<String> fields) {
    ObjectNode json =
        Json.object()
            .put("resourceName", "people/" + contact.id())
            .put("etag", "%EgUB" + contact.change() + "=");
    if (fields.contains("metadata")) {
      ObjectNode metadata = json.putObject("metadata").put("objectType", "PERSON");
      metadata
          .putArray("sources")
          .addObject()
          .put("type", "CONTACT")
          .put("id", contact.id())
          .put("updateTime", contact.updateTime().toString());
    }
    if (fields.contains("names")) {
      json.putArray("names").addObject().put("displayName", contact.name());
    }
    return json;
  }
}
