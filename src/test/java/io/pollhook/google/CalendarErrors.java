package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Response;

/**
 * The error bodies of the Calendar API as in "Handle API errors": the older format, with only
 * {@code error.errors}.
 */
public final class CalendarErrors {
  private CalendarErrors() {}

  /** 401: the access token is unknown, expired or revoked. */
  public static Response authError() {
    return error(401, "global", "authError", "Invalid Credentials", "header", "Authorization");
  }

  /** 400: an invalid parameter, or one that cannot be combined with the others. */
  public static Response invalidParameter(String parameter, String message) {
    return error(400, "global", "invalidParameter", message, "parameter", parameter);
  }

  /** 403 with {@code userRateLimitExceeded}. */
  public static Response userRateLimitExceeded() {
    return error(403, "usageLimits", "userRateLimitExceeded", "User Rate Limit Exceeded");
  }

  /** 403 or 429 with {@code rateLimitExceeded}. */
  public static Response rateLimitExceeded(int status) {
    return error(status, "usageLimits", "rateLimitExceeded", "Rate Limit Exceeded");
  }

  /** 403: the limit against abuse, which requires a long wait. */
  public static Response quotaExceeded() {
    return error(403, "usageLimits", "quotaExceeded", "Calendar usage limits exceeded.");
  }

  /** 403: a calendar that this user may not read. */
  public static Response forbidden() {
    return error(403, "global", "forbidden", "Forbidden");
  }

  /** 404: the calendar or event does not exist, at least for this user. */
  public static Response notFound() {
    return error(404, "global", "notFound", "Not Found");
  }

  /** 410: the sync token is no longer valid. */
  public static Response fullSyncRequired() {
    return error(
        410,
        "calendar",
        "fullSyncRequired",
        "Sync token is no longer valid, a full sync is required.",
        "parameter",
        "syncToken");
  }

  /** 410: {@code updatedMin} is older than Google looks back. */
  public static Response updatedMinTooLongAgo() {
    return error(
        410,
        "calendar",
        "updatedMinTooLongAgo",
        "The requested minimum modification time lies too far in the past.",
        "parameter",
        "updatedMin");
  }

  /** 410: the calendar itself was deleted. */
  public static Response deleted() {
    return error(410, "global", "deleted", "Resource has been deleted");
  }

  /** 500 or 503: an error of the service itself. */
  public static Response backendError(int status) {
    return error(status, "global", "backendError", "Backend Error");
  }

  private static Response error(int status, String domain, String reason, String message) {
    return Response.json(status, body(status, domain, reason, message));
  }

  private static Response error(
      int status,
      String domain,
      String reason,
      String message,
      String locationType,
      String location) {
    ObjectNode body = body(status, domain, reason, message);
    ((ObjectNode) body.at("/error/errors/0"))
        .put("locationType", locationType)
        .put("location", location);
    return Response.json(status, body);
  }

  private static ObjectNode body(int status, String domain, String reason, String message) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error
        .putArray("errors")
        .addObject()
        .put("domain", domain)
        .put("reason", reason)
        .put("message", message);
    error.put("code", status).put("message", message);
    return body;
  }
}
