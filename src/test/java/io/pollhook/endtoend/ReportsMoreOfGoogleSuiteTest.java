package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.google.AccessRules;
import io.pollhook.google.Contacts;
import io.pollhook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Objects that googlesuite only lists are reported once each when they appear, change and
 * disappear.
 */
class ReportsMoreOfGoogleSuiteTest {
  private static final String TEAM = "team@group.calendar.google.com";

  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  /** Sets no {@code idField}: the element defines it. */
  private Watched watch(String key, String url) {
    ObjectNode polling = Json.MAPPER.createObjectNode();
    polling.putObject(key).put("url", "/hubs/general/" + url);
    return user.watch("googlesuite", polling);
  }

  @Test
  void contactsOnAllPagesAreReported() {
    user.account().limitPages(2);
    Contacts contacts = user.account().contacts();
    String old = contacts.create("old");
    contacts.create("older");
    contacts.create("oldest");
    Watched watched = watch("contacts", "contacts");
    String id = contacts.create("Ada");
    watched.expect("contacts CREATED people/" + id);
    contacts.rename(id, "Ada Lovelace");
    contacts.rename(old, "still old");
    watched.expect(
        "contacts CREATED people/" + id,
        "contacts UPDATED people/" + id,
        "contacts UPDATED people/" + old);
    contacts.delete(id);
    watched.expectNoMoreThan(
        "contacts CREATED people/" + id,
        "contacts UPDATED people/" + id,
        "contacts UPDATED people/" + old,
        "contacts DELETED people/" + id);
    JsonNode created = watched.raw().get(0);
    assertThat(created.at("/names/0/displayName").asText()).isEqualTo("Ada");
  }

  @Test
  void groupsAmongGooglesOwnAreReported() {
    Watched watched = watch("groups", "groups");
    String id = user.groups().create("friends");
    watched.expect("groups CREATED contactGroups/" + id);
    user.groups().rename(id, "family");
    watched.expect("groups CREATED contactGroups/" + id, "groups UPDATED contactGroups/" + id);
    user.groups().delete(id);
    watched.expectNoMoreThan(
        "groups CREATED contactGroups/" + id,
        "groups UPDATED contactGroups/" + id,
        "groups DELETED contactGroups/" + id);
  }

  @Test
  void calendarsOfTheListAreReported() {
    Watched watched = watch("calendars", "calendar-list");
    user.calendars().add(TEAM, "Team");
    watched.expect("calendars CREATED " + TEAM);
    user.calendars().rename(TEAM, "Our team");
    watched.expect("calendars CREATED " + TEAM, "calendars UPDATED " + TEAM);
    user.calendars().remove(TEAM);
    watched.expectNoMoreThan(
        "calendars CREATED " + TEAM, "calendars UPDATED " + TEAM, "calendars DELETED " + TEAM);
  }

  @Test
  void accessRulesOfACalendarAreReported() {
    AccessRules rules = user.calendar("primary").accessRules();
    rules.grant(user.email(), "owner");
    Watched watched = watch("rules", "calendars/primary/access-control-list");
    String id = rules.grant("ada@example.com", "reader");
    watched.expect("rules CREATED " + id);
    rules.grant("ada@example.com", "writer");
    watched.expect("rules CREATED " + id, "rules UPDATED " + id);
    rules.revoke("ada@example.com");
    watched.expectNoMoreThan("rules CREATED " + id, "rules UPDATED " + id, "rules DELETED " + id);
    assertThat(watched.events()).allMatch(event -> event.otherId().equals(user.email())).hasSize(3);
  }

  @Test
  void accessRulesOfEveryCalendarAreReported() {
    AccessRules team = user.calendars().add(TEAM, "Team").accessRules();
    team.grant("before@example.com", "reader");
    Watched watched = watch("rules", "calendars/{calendarId}/access-control-list");
    String ours = team.grant("ada@example.com", "reader");
    String mine = user.calendar("primary").accessRules().grant("bob@example.com", "reader");
    watched.expectNoMoreThan("rules CREATED " + ours, "rules CREATED " + mine);
    assertThat(watched.events())
        .extracting(event -> event.objectId() + ' ' + event.otherId())
        .containsExactlyInAnyOrder(ours + ' ' + TEAM, mine + ' ' + user.email());
  }
}
