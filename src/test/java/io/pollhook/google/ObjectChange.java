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

  /**
   * What an event of a notification reports.
   *
   * @param objectType the configured resource key
   * @param otherId the calendar's id, empty where there is none
   */
  public static ObjectChange reported(
      String objectType, String otherId, String objectId, String eventType) {
    return new ObjectChange(resource(objectType), otherId, objectId, Kind.valueOf(eventType));
  }

  private static Resource resource(String objectType) {
    if (objectType.endsWith("events")) {
      return Resource.EVENTS;
    }
    return switch (objectType) {
      case "changed-message", "changed-messages" -> Resource.MESSAGES;
      case "changed-groups" -> Resource.GROUPS;
      default -> throw new IllegalArgumentException("no resource of Google's: " + objectType);
    };
  }
}
