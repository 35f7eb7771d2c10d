package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.google.ContactGroups.Group;
import io.pollhook.loopback.Response;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The calls {@code contactGroups.list} and {@code people.connections.list} of People v1. */
final class PeopleApi {
  private static final Map<String, String> SYSTEM_GROUPS = systemGroups();
  private static final List<String> FIELDS =
      List.of("clientData", "groupType", "memberCount", "metadata", "name");

  /** A listed group and its position in the listing. */
  private record Item(String key, ObjectNode json) {}

  /** Responds to a call, which the path's segments after the version determine. */
  Response answer(Call call, List<String> path) {
    boolean contacts = path.equals(List.of("people", "me", "connections"));
    boolean one = path.size() == 2;
    if (!(contacts || one || path.equals(List.of("contactGroups"))) || !call.is("GET")) {
      throw new Refusal(ApiErrors.notFound());
    }
    if (!call.mayUse("contacts", "contacts.readonly")) {
      throw new Refusal(ApiErrors.insufficientScopes());
    }
    Parameters query = new Parameters(call.request().parameters(), ApiErrors::invalidParameter);
    if (one) {
      return Response.json(200, one(call.account(), path, query));
    }
    ObjectNode body =
        contacts ? ConnectionsApi.list(call.account(), query) : list(call.account(), query);
    return Response.json(200, body);
  }

  private static ObjectNode one(Account account, List<String> path, Parameters query) {
    if (path.get(0).equals("people")) {
      return ConnectionsApi.one(account, path.get(1), query);
    }
    query.allow("groupFields");
    ContactGroups groups = account.groups();
    return groups.groups().stream()
        .filter(group -> group.id().equals(path.get(1)) && !group.deleted())
        .findFirst()
        .map(group -> json(group, groups))
        .orElseThrow(() -> new Refusal(ApiErrors.notFound()));
  }

  private static ObjectNode list(Account account, Parameters query) {
    query.allow("groupFields", "pageSize", "pageToken", "syncToken");
    List<String> fields = query.has("groupFields") ? query.all("groupFields") : FIELDS;
    if (!FIELDS.containsAll(fields)) {
      throw query.refusal("groupFields", "expected some of " + FIELDS + ", not " + fields);
    }
    ContactGroups groups = account.groups();
    SyncToken tokens = new SyncToken("contactGroups", groups.tokenGeneration(), query);
    Paging paging =
        Paging.of(
            "contactGroups",
            query,
            tokens.range(
                groups.lastChange(), () -> ApiErrors.expiredSyncToken(400, "INVALID_ARGUMENT")));
    ChangeRange range = paging.range();
    List<Item> items =
        Stream.concat(
                groups.groups().stream()
                    .filter(group -> range.contains(group.change()))
                    .filter(group -> !range.isFull() || !group.deleted())
                    .map(group -> new Item(Paging.key(group.change()), json(group, groups))),
                range.isFull() ? systemItems() : Stream.of())
            .sorted(Comparator.comparing(Item::key))
            .toList();
    Page<Item> page =
        paging.cut(
            items,
            account.pageSize(query.pageSize("pageSize", 30, 1000)),
            Item::key,
            Comparator.naturalOrder());
    ObjectNode body = Json.object();
    Json.putUnlessEmpty(
        body,
        "contactGroups",
        page.items().stream().map(item -> withOnly(fields, item.json())).toList());
    body.put("totalItems", groups.ids().size() + SYSTEM_GROUPS.size());
    page.nextToken()
        .ifPresentOrElse(
            token -> body.put("nextPageToken", token),
            () -> body.put("nextSyncToken", tokens.upTo(range.until())));
    return body;
  }

  private static ObjectNode json(Group group, ContactGroups groups) {
    ObjectNode json =
        Json.object()
            .put("resourceName", "contactGroups/" + group.id())
            .put("etag", "UPT" + group.change() + "=");
    ObjectNode metadata =
        json.putObject("metadata").put("updateTime", groups.format(group.updateTime()));
    if (group.deleted()) {
      metadata.put("deleted", true);
    }
    json.put("groupType", "USER_CONTACT_GROUP")
        .put("name", group.name())
        .put("formattedName", group.name());
    return group.members() == 0 ? json : json.put("memberCount", group.members());
  }

  /** Returns Google's own groups, which have neither etag nor metadata. */
  private static Stream<Item> systemItems() {
    return SYSTEM_GROUPS.entrySet().stream()
        .map(
            group ->
                new Item(
                    "system " + group.getKey(),
                    Json.object()
                        .put("resourceName", "contactGroups/" + group.getKey())
                        .put("groupType", "SYSTEM_CONTACT_GROUP")
                        .put("name", group.getKey())
                        .put("formattedName", group.getValue())));
  }

  private static ObjectNode withOnly(List<String> fields, ObjectNode json) {
    FIELDS.stream().filter(field -> !fields.contains(field)).forEach(json::remove);
    if (!fields.contains("name")) {
      json.remove("formattedName");
    }
    return json;
  }

  private static Map<String, String> systemGroups() {
    Map<String, String> groups = new LinkedHashMap<>();
    groups.put("chatBuddies", "Chat contacts");
    groups.put("all", "All Contacts");
    groups.put("myContacts", "My Contacts");
    groups.put("starred", "Starred");
    return groups;
  }
}
