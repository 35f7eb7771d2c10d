package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The error bodies of Gmail and the People API in the newer of Google's two formats, with {@code
 * error.status} and {@code error.details}. {@link CalendarErrors} has the older one.
 */
public final class ApiErrors {
  private static final String RATE_LIMIT_MESSAGE =
      "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service"
          + " 'gmail.googleapis.com' for consumer 'project_number:123456789'.";

  private ApiErrors() {}

  /** 401: the access token is unknown, expired or revoked. */
  public static Response unauthenticated() {
    ObjectNode body =
        envelope(
            401,
            "UNAUTHENTICATED",
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
                + " cookie or other valid authentication credential.");
    addError(body, "global", "authError", "Invalid Credentials")
        .put("location", "Authorization")
        .put("locationType", "header");
    return Response.json(401, body);
  }

  /** 403: the token lacks the scope. */
  public static Response insufficientScopes() {
    ObjectNode body =
        envelope(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.");
    addError(body, "global", "insufficientPermissions", "Insufficient Permission");
    addDetail(body, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "googleapis.com");
    return Response.json(403, body);
  }

  /** 403: the quota of units per user and minute is used up. */
  public static Response userQuotaExceeded() {
    ObjectNode body = envelope(403, "PERMISSION_DENIED", RATE_LIMIT_MESSAGE);
    addError(body, "usageLimits", "rateLimitExceeded", RATE_LIMIT_MESSAGE);
    addDetail(body, "RATE_LIMIT_EXCEEDED", "googleapis.com")
        .putObject("metadata")
        .put("service", "gmail.googleapis.com")
        .put("quota_limit", "defaultPerMinutePerUser")
        .put("quota_limit_value", "15000")
        .put("consumer", "projects/123456789");
    return Response.json(403, body);
  }

  /** 403 or 429: Gmail's rate limit, which names the end of the wait only in its message. */
  public static Response retryAfter(int status, Instant end) {
    return error(
        status,
        "usageLimits",
        "userRateLimitExceeded",
        "User-rate limit exceeded.  Retry after " + millis(end));
  }

  /** 429: too many concurrent requests for one mailbox. */
  public static Response tooManyConcurrent() {
    return error(429, "usageLimits", "rateLimitExceeded", "Too many concurrent requests for user");
  }

  /** 403: the project's daily quota is used up. */
  public static Response dailyLimitExceeded() {
    return error(403, "usageLimits", "dailyLimitExceeded", "Daily Limit Exceeded");
  }

  /** 403: the domain's administrator has disabled third-party applications. */
  public static Response domainPolicy() {
    return error(
        403, "global", "domainPolicy", "The domain administrators have disabled Gmail apps.");
  }

  /** 403: the API is not enabled in the client's project. */
  public static Response accessNotConfigured() {
    String message = "Gmail API has not been used in project 123456789 before or it is disabled.";
    ObjectNode body = envelope(403, "PERMISSION_DENIED", message);
    addError(body, "usageLimits", "accessNotConfigured", message);
    addDetail(body, "SERVICE_DISABLED", "googleapis.com");
    return Response.json(403, body);
  }

  /** 400: the account has no Gmail. */
  public static Response mailNotEnabled() {
    return error(400, "global", "failedPrecondition", "Mail service not enabled");
  }

  /** 400: an invalid parameter or body. */
  public static Response invalidArgument(String message) {
    return error(400, "global", "invalidArgument", message);
  }

  /** 400: an invalid parameter. */
  static Response invalidParameter(String name, String message) {
    return invalidArgument("Invalid value at '" + name + "': " + message);
  }

  /** 404: no such message, history id or path. */
  public static Response notFound() {
    return error(404, "global", "notFound", "Requested entity was not found.");
  }

  /** 403: the resource does not belong to this user. */
  public static Response forbidden(String message) {
    return error(403, "global", "forbidden", message);
  }

  /** 500, 502, 503 or 504: an error of the service itself. */
  public static Response backendError(int status) {
    return error(status, "global", "backendError", "Backend Error");
  }

  /** An error page of the front end, which is not JSON. */
  public static Response htmlPage(int status) {
    return Response.html(
        status,
        "<!DOCTYPE html><html lang=en><title>Error "
            + status
            + " (Server Error)!!1</title><p>The server encountered a temporary error.</html>\n");
  }

  /**
   * The People API's expired sync token.
   *
   * @param status 400, or 410 as in older documentation
   * @param name {@code INVALID_ARGUMENT} or {@code FAILED_PRECONDITION}
   */
  public static Response expiredSyncToken(int status, String name) {
    ObjectNode body =
        envelope(
            status,
            name,
            "Sync token is expired. Clear local cache and retry call without the sync token.");
    addDetail(body, "EXPIRED_SYNC_TOKEN", "people.googleapis.com");
    return Response.json(status, body);
  }

  private static Response error(int status, String domain, String reason, String message) {
    ObjectNode body = envelope(status, statusName(status), message);
    addError(body, domain, reason, message);
    return Response.json(status, body);
  }

  private static ObjectNode envelope(int status, String name, String message) {
    ObjectNode body = Json.object();
    body.putObject("error").put("code", status).put("message", message).put("status", name);
    return body;
  }

  private static ObjectNode addError(
      ObjectNode body, String domain, String reason, String message) {
    return body.withObject("/error")
        .withArray("errors")
        .addObject()
        .put("message", message)
        .put("domain", domain)
        .put("reason", reason);
  }

  private static ObjectNode addDetail(ObjectNode body, String reason, String domain) {
    return body.withObject("/error")
        .withArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
        .put("reason", reason)
        .put("domain", domain);
  }

  private static String statusName(int status) {
    return switch (status) {
      case 400 -> "INVALID_ARGUMENT";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> "INTERNAL";
    };
  }

  private static String millis(Instant instant) {
    String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }
}
