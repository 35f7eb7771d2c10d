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
import io.pollhook.http.OutboundHttp;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The calls to a provider's OAuth 2.0 endpoints. */
public final class OAuthClient {
  private final OutboundHttp http;
  private final Clock clock;
  private final Pkce pkce;

  /**
   * Over a client for outside calls.
   *
   * @param clock the database's, which expiry is judged by
   * @param pkce has the verifiers of codes
   */
  public OAuthClient(OutboundHttp http, Clock clock, Pkce pkce) {
    this.http = http;
    this.clock = clock;
    this.pkce = pkce;
  }

  /** The longest that any of its calls takes. */
  Duration longestCall() {
    return http.limits().total();
  }

  /**
   * Exchanges a code (RFC 6749 §4.1.3).
   *
   * @param redirectUri the callback URL that the code was granted to
   * @param code as the provider gave it or as it stood in the callback's query
   * @throws GrantRefusedException where the provider takes no such code, client or callback URL
   * @throws ProviderUnavailableException if it does not decide
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
   * @return with the old refresh token and scope where the answer names none
   * @throws GrantRefusedException where the provider takes the refresh token or the client no more
   * @throws ProviderUnavailableException if it does not decide
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
   * @throws GrantRefusedException where the provider does not take the client
   * @throws ProviderUnavailableException if it does not decide
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
          request.getURI().getHost() + " does not answer: " + e.getMessage(), null, e);
    }
  }

  /**
   * Gives a grant back (RFC 7009), as well as it goes: it never fails. Google ends with it every
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
   * What came of giving a grant back.
   *
   * @param done whether the provider confirmed it
   * @param detail for people
   */
  public record Revocation(boolean done, String detail) {}
}
