package io.pollhook.google;

/**
 * A change to an object.
 *
 * @param calendarId the calendar's real id; empty if the object is not in one
 * @param objectId message id, event id, or the last part of a group's resource name
 */
public record ObjectChange(Resource resource, String calendarId, String objectId, Kind kind) {

  /** The collections of objects. */
  public enum Resource {
    MESSAGES,
    EVENTS,
    GROUPS
  }

  /** The kinds of change. */
  public enum Kind {
    CREATED,
    UPDATED,
    DELETED
  }

  /**
   * Returns the change reported by an event of a notification.
   *
   * @param objectType the configured resource key
   * @param otherId the calendar's id; empty if there is none
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
