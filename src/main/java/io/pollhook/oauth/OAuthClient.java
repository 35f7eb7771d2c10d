package io.pollhook.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.pollhook.element.Element;
import io.pollhook.element.TokenRequestStyle;
import io.pollhook.element.TokenRequestStyle.Body;
import io.pollhook.element.TokenRequestStyle.ClientIn;
import io.pollhook.http.CallFailure;
import io.pollhook.http.OutboundHttp;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Calls a provider's OAuth 2.0 endpoints. */
public final class OAuthClient {
  private final OutboundHttp http;
  private final Clock clock;
  private final Pkce pkce;

  /**
   * Creates the client over the one for outgoing calls.
   *
   * @param clock the database's clock, by which expiry is judged
   * @param pkce provides the verifiers of codes
   */
  public OAuthClient(OutboundHttp http, Clock clock, Pkce pkce) {
    this.http = http;
    this.clock = clock;
    this.pkce = pkce;
  }

  /** Returns the longest time that a call takes. */
  Duration longestCall() {
    return http.limits().total();
  }

  /**
   * Exchanges a code (RFC 6749 §4.1.3).
   *
   * @param redirectUri the callback URL that the code was granted to
   * @param code as the provider issued it, or as in the callback's query
   * @throws GrantRefusedException if the provider does not accept the code, client or callback URL
   * @throws ProviderUnavailableException if it gives no decision
   */
  public Grant exchange(Element element, Client client, String redirectUri, String code) {
    String decoded = PastedCode.decode(code);
    AuthorizationGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(decoded),
            URI.create(redirectUri),
            pkce.verifier(element, client.id(), redirectUri).orElse(null));
    return token(element, client, grant, List.of(code, decoded, client.secret()));
  }

  /**
   * Gets the next access token (RFC 6749 §6).
   *
   * @return the new grant, with the old refresh token and scope if the response has none
   * @throws GrantRefusedException if the provider no longer accepts the refresh token or the client
   * @throws ProviderUnavailableException if it gives no decision
   */
  Grant refresh(Element element, Client client, Grant old) {
    AuthorizationGrant grant = new RefreshTokenGrant(new RefreshToken(old.refreshToken()));
    List<String> secrets = List.of(old.refreshToken(), old.accessToken(), client.secret());
    Grant next = token(element, client, grant, secrets);
    return new Grant(
        next.accessToken(),
        next.refreshToken() == null ? old.refreshToken() : next.refreshToken(),
        next.expiresAt(),
        next.scope().isEmpty() ? old.scope() : next.scope());
  }

  /**
   * Gets an access token for the client itself (RFC 6749 §4.4).
   *
   * @throws GrantRefusedException if the provider does not accept the client
   * @throws ProviderUnavailableException if it gives no decision
   */
  public Grant clientCredentials(Element element, Client client) {
    return token(element, client, new ClientCredentialsGrant(), List.of(client.secret()));
  }

  private Grant token(
      Element element, Client client, AuthorizationGrant grant, List<String> secrets) {
    URI endpoint = OutgoingUrl.of(element.authentication().tokenUrl()).uri();
    TokenRequestStyle declared = element.authentication().tokenRequest();
    TokenRequest.Builder builder =
        new TokenRequest.Builder(endpoint, client.authentication(declared.client()), grant);
    declared.parameters().forEach(builder::customParameter);
    List<String> scopes = element.authentication().scopes();
    if (grant instanceof ClientCredentialsGrant && !scopes.isEmpty()) {
      builder.scope(new Scope(scopes.toArray(String[]::new)));
    }
    TokenRequest request = builder.build();
    Instant asked = clock.instant();
    HTTPRequest sent = request.toHTTPRequest();
    if (declared.body() == Body.JSON) {
      asJson(sent);
    }
    HTTPResponse answer = send(element, sent);
    return new TokenAnswer(answer, asked, secrets).grant();
  }

  private static void asJson(HTTPRequest request) {
    ObjectNode parameters = Json.MAPPER.createObjectNode();
    URLUtils.parseParameters(request.getBody())
        .forEach((name, values) -> parameters.put(name, values.get(0)));
    request.setHeader("Content-Type", "application/json");
    request.setBody(parameters.toString());
  }

  private HTTPResponse send(Element element, HTTPRequest request) {
    try {
      return request.send(new OutboundSender(http, element.key()));
    } catch (IOException e) {
      throw new ProviderUnavailableException(
          request.getURI().getHost() + ": " + CallFailure.describe(e), null, e);
    }
  }

  /**
   * Revokes a grant at the provider (RFC 7009) if possible; it never fails. Google then ends every
   * grant that the person gave to the same project.
   */
  public Revocation revoke(Element element, Client client, Grant grant) {
    String endpoint = element.authentication().revocationUrl();
    if (endpoint == null) {
      return new Revocation(false, element.key() + " has no revocation URL");
    }
    Token token =
        grant.refreshToken() == null
            ? new BearerAccessToken(grant.accessToken())
            : new RefreshToken(grant.refreshToken());
    TokenRevocationRequest request =
        new TokenRevocationRequest(
            OutgoingUrl.of(endpoint).uri(), client.authentication(ClientIn.PARAMETERS), token);
    try {
      int status = send(element, request.toHTTPRequest()).getStatusCode();
      return status == HTTPResponse.SC_OK
          ? new Revocation(true, "revoked")
          : new Revocation(false, "the provider answered with status " + status);
    } catch (ProviderUnavailableException e) {
      return new Revocation(false, e.getMessage());
    }
  }

  /**
   * The result of a revocation.
   *
   * @param done whether the provider confirmed it
   * @param detail for people
   */
  public record Revocation(boolean done, String detail) {}
}
