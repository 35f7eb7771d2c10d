package io.pollhook.google;

/**
 * What happened to which object.
 *
 * @param calendarId the calendar's real id, empty where the object is in none
 * @param objectId message id, event id, or the last part of a group's resource name
 */
public record ObjectChange(Resource resource, String calendarId, String objectId, Kind kind) {

  /** Where objects live. */
  public enum Resource {
    MESSAGES,
    EVENTS,
    GROUPS
  }

  /** What can happen to one. */
  public enum Kind {
    CREATED,
    UPDATED,
    DELETED
  }
}
