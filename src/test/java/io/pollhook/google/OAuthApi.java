package io.pollhook.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The authorization, token and revocation endpoints. */
final class OAuthApi {
  private final OAuth oauth;
  private final Supplier<Optional<String>> signedIn;

  /**
   * Creates the endpoints for these grants.
   *
   * @param signedIn the address of the signed-in user; empty if the user refuses consent
   */
  OAuthApi(OAuth oauth, Supplier<Optional<String>> signedIn) {
    this.oauth = oauth;
    this.signedIn = signedIn;
  }

  /** Returns the account's address for a request to the token or revocation endpoint. */
  Optional<String> accountOf(Request request) {
    Map<String, List<String>> form = request.form();
    return List.of("code", "refresh_token", "token").stream()
        .flatMap(name -> form.getOrDefault(name, List.of()).stream())
        .findFirst()
        .flatMap(oauth::accountOf);
  }

  /** Redirects the user's browser back at once, with a code or the user's refusal. */
  Response authorize(Request request) {
    Map<String, List<String>> query = request.parameters();
    String clientId = value(query, "client_id");
    String redirectUri = value(query, "redirect_uri");
    if (oauth.secretOf(clientId).isEmpty()
        || redirectUri.isEmpty()
        || !value(query, "response_type").equals("code")) {
      return Response.html(400, "<title>Error 400: invalid_request</title>");
    }
    String back = redirectUri + (redirectUri.contains("?") ? "&" : "?");
    String state = query.containsKey("state") ? "&state=" + encode(value(query, "state")) : "";
    return signedIn
        .get()
        .map(account -> consent(account, clientId, redirectUri, query))
        .map(code -> Response.redirect(302, back + "code=" + encode(code) + state))
        .orElseGet(() -> Response.redirect(302, back + "error=access_denied" + state));
  }

  /**
   * Returns a code. A refresh token is issued for offline access, the first time or on new consent.
   */
  private String consent(
      String account, String clientId, String redirectUri, Map<String, List<String>> query) {
    boolean offline =
        value(query, "access_type").equals("offline")
            && (value(query, "prompt").contains("consent") || !oauth.hasGrant(account, clientId));
    String challenge =
        query.containsKey("code_challenge")
            ? value(query, "code_challenge_method") + " " + value(query, "code_challenge")
            : "";
    Set<String> scopes = Set.copyOf(List.of(value(query, "scope").split(" ", -1)));
    return oauth.consent(account, clientId, scopes, redirectUri, offline, challenge);
  }

  /** Exchanges a code or a refresh token. */
  Response token(Request request) {
    Map<String, List<String>> form = request.form();
    String clientId = authenticatedClient(request, form);
    return switch (value(form, "grant_type")) {
      case "authorization_code" -> json(oauth.issue(redeem(form, clientId)));
      case "refresh_token" -> json(oauth.refresh(value(form, "refresh_token"), clientId));
      default ->
          OAuthErrors.error(
              400, "unsupported_grant_type", "Invalid grant_type: " + value(form, "grant_type"));
    };
  }

  /** Revokes the grant of a token. */
  Response revoke(Request request) {
    Map<String, List<String>> parameters =
        request.form().isEmpty() ? request.parameters() : request.form();
    return oauth.revokeToken(value(parameters, "token"))
        ? Response.of(200)
        : OAuthErrors.error(400, "invalid_token", "Token expired or revoked");
  }

  private OAuth.Consent redeem(Map<String, List<String>> form, String clientId) {
    OAuth.Consent consent = oauth.redeem(value(form, "code"), clientId);
    if (!consent.redirectUri().equals(value(form, "redirect_uri"))) {
      throw new Refusal(OAuthErrors.redirectUriMismatch());
    }
    if (!verifies(consent.codeChallenge(), value(form, "code_verifier"))) {
      throw new Refusal(OAuthErrors.spentCode());
    }
    return consent;
  }

  /** Verifies a challenge (RFC 7636, section 4.6). */
  private static boolean verifies(String challenge, String verifier) {
    return challenge.isEmpty()
        || challenge.equals("S256 " + sha256(verifier))
        || challenge.equals("plain " + verifier)
        || challenge.equals(" " + verifier);
  }

  private String authenticatedClient(Request request, Map<String, List<String>> form) {
    String[] credentials =
        request
            .header("authorization")
            .filter(header -> header.startsWith("Basic "))
            .map(header -> basic(header.substring("Basic ".length())))
            .orElseGet(() -> new String[] {value(form, "client_id"), value(form, "client_secret")});
    String secret =
        oauth.secretOf(credentials[0]).orElseThrow(() -> new Refusal(OAuthErrors.unknownClient()));
    if (!secret.equals(credentials[1])) {
      throw new Refusal(OAuthErrors.wrongSecret());
    }
    return credentials[0];
  }

  private static String[] basic(String credentials) {
    String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
    String[] parts = (pair + ":").split(":", -1);
    return new String[] {decode(parts[0]), decode(parts[1])};
  }

  private static Response json(OAuth.Tokens tokens) {
    ObjectNode body =
        Json.object()
            .put("access_token", tokens.accessToken())
            .put("expires_in", tokens.lifetime().toSeconds())
            .put("scope", String.join(" ", tokens.scopes()))
            .put("token_type", "Bearer");
    tokens.refreshToken().ifPresent(token -> body.put("refresh_token", token));
    return Response.json(200, body).with("Cache-Control", "no-store");
  }

  private static String value(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of("")).get(0);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
