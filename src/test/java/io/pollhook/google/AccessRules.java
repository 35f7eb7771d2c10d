package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The access control list of a calendar. */
public final class AccessRules {
  private record Rule(String user, String role, long change) {
    ObjectNode json() {
      ObjectNode json =
          Json.object()
              .put("kind", "calendar#aclRule")
              .put("etag", "\"a" + change + "\"")
              .put("id", "user:" + user);
      json.putObject("scope").put("type", "user").put("value", user);
      return json.put("role", role);
    }
  }

  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private long lastChange;

  /** Gives a user a role, replacing any earlier one; returns the rule's id. */
  public synchronized String grant(String user, String role) {
    rules.remove(user);
    rules.put(user, new Rule(user, role, ++lastChange));
    return "user:" + user;
  }

  /** Takes away a user's role. */
  public synchronized void revoke(String user) {
    rules.remove(user);
  }

  /** Returns the response to {@code acl.get}. */
  synchronized ObjectNode one(String id) {
    Rule rule = rules.get(id.replaceFirst("^user:", ""));
    if (rule == null) {
      throw new Refusal(CalendarErrors.notFound());
    }
    return rule.json();
  }

  /** Returns the response to {@code acl.list}, without sync tokens. */
  synchronized ObjectNode list(Account account, Parameters query) {
    query.allow("maxResults", "pageToken", "showDeleted");
    Page<Rule> page =
        Paging.of("acl", query)
            .cut(
                List.copyOf(rules.values()),
                account.pageSize(query.pageSize("maxResults", 100, 250)),
                rule -> Paging.key(rule.change()),
                Comparator.naturalOrder());
    ObjectNode body = Json.object().put("kind", "calendar#acl").put("etag", "\"p\"");
    page.nextToken().ifPresent(token -> body.put("nextPageToken", token));
    body.putArray("items").addAll(page.items().stream().map(Rule::json).toList());
    return body;
  }
}
