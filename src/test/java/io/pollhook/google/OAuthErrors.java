package io.pollhook.google;

import io.pollhook.loopback.Response;

/** The error bodies of Google's token endpoint (RFC 6749, section 5.2). */
public final class OAuthErrors {
  private OAuthErrors() {}

  /** 400: the refresh token is no longer valid. */
  public static Response expiredOrRevoked() {
    return error(400, "invalid_grant", "Token has been expired or revoked.");
  }

  /** 400: the organisation requires the user to log in again. */
  public static Response reauthenticationRequired() {
    return Response.json(
        400,
        Json.object()
            .put("error", "invalid_grant")
            .put("error_description", "reauth related error (invalid_rapt)")
            .put("error_subtype", "invalid_rapt"));
  }

  /** 400: the code was never issued. */
  public static Response malformedCode() {
    return error(400, "invalid_grant", "Malformed auth code.");
  }

  /** 400: the code was already used, is too old, or its PKCE verifier is wrong. */
  public static Response spentCode() {
    return error(400, "invalid_grant", "Bad Request");
  }

  /** 400: the redirect URI differs from the one in the request for the code. */
  public static Response redirectUriMismatch() {
    return error(400, "redirect_uri_mismatch", "Bad Request");
  }

  /** 401: the client does not exist. */
  public static Response unknownClient() {
    return error(401, "invalid_client", "The OAuth client was not found.");
  }

  /** 401: the client's secret is wrong. */
  public static Response wrongSecret() {
    return error(401, "invalid_client", "Unauthorized");
  }

  /** Any other error, such as {@code admin_policy_enforced} or {@code deleted_client}. */
  public static Response error(int status, String code, String description) {
    return Response.json(
        status, Json.object().put("error", code).put("error_description", description));
  }
}
