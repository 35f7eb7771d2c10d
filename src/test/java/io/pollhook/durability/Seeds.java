package io.pollhook.durability;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.google.ObjectChange;
import io.pollhook.google.ObjectChange.Resource;
import io.pollhook.store.Json;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Configurations that poll everything in an account, and the changes that each resource reports.
 */
final class Seeds {
  /** The configuration for the element gmail. */
  static final JsonNode MAIL =
      json("{'/changed-messages':{'url':'/hubs/general/changed-messages','idField':'id'}}");

  /** The configuration for the element googlesuite. */
  static final JsonNode SUITE =
      json(
          """
          {'calendars/{calendarId}/changed-events':
             {'url':'/hubs/general/calendars/{calendarId}/changed-events','idField':''},
           'calendars/primary/changed-events':
             {'url':'/hubs/general/calendars/primary/changed-events','idField':''},
           'dated-events':
             {'url':'/hubs/general/calendars/primary/events','idField':'id',
              'datesConfiguration':{
                'updatedDateField':'updated','updatedDateFormat':'~',
                'createdDateField':'created','createdDateFormat':'~'}},
           'changed-groups':{'url':'/hubs/general/changed-groups','idField':'id'}}
          """
              .replace("~", "yyyy-MM-dd\\u0027T\\u0027HH:mm:ss.SSS\\u0027Z\\u0027"));

  private Seeds() {}

  /**
   * The changes that the resources of both configurations report for the account with that address.
   */
  static Map<String, Predicate<ObjectChange>> resources(String email) {
    Predicate<ObjectChange> primary = change -> change.calendarId().equals(email);
    return Map.of(
        "changed-messages", of(Resource.MESSAGES),
        "calendars/{calendarId}/changed-events", of(Resource.EVENTS).and(primary.negate()),
        "calendars/primary/changed-events", of(Resource.EVENTS).and(primary),
        "dated-events", of(Resource.EVENTS).and(primary),
        "changed-groups", of(Resource.GROUPS));
  }

  private static Predicate<ObjectChange> of(Resource resource) {
    return change -> change.resource() == resource;
  }

  private static JsonNode json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }
}
