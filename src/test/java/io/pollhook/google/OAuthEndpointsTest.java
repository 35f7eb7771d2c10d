package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import io.pollhook.time.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The OAuth 2.0 client of Nimbus understands the stand-in. */
class OAuthEndpointsTest {
  private static final String ALICE = "alice@example.com";
  private static final URI BACK = URI.create(OAuth.REDIRECT_URI);
  private static final String MAIL_SCOPE = "https://www.googleapis.com/auth/gmail.readonly";

  private final MutableClock clock = new MutableClock(Instant.parse("2026-05-01T10:00:00Z"));
  private final GoogleStandIn google = new GoogleStandIn(0, clock);
  private final OAuth oauth = google.oauth();

  OAuthEndpointsTest() {
    google.addAccount(ALICE);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void browserReturnsWithACodeThatIsExchangedOnce() throws Exception {
    CodeVerifier verifier = new CodeVerifier();
    AuthorizationResponse consent = authorize(verifier);
    AuthorizationCode code = consent.toSuccessResponse().getAuthorizationCode();
    AuthorizationGrant exchange = new AuthorizationCodeGrant(code, BACK, verifier);

    Tokens tokens = granted(exchange);

    assertThat(consent.getState()).isEqualTo(new State("a/b c"));
    assertThat(tokens.getAccessToken().getLifetime()).isEqualTo(3599);
    assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactly(MAIL_SCOPE);
    assertThat(tokens.getRefreshToken()).isNotNull();
    assertThat(refused(exchange).getCode()).isEqualTo("invalid_grant");
  }

  @Test
  void wrongVerifierIsRefused() throws Exception {
    AuthorizationCode code =
        authorize(new CodeVerifier()).toSuccessResponse().getAuthorizationCode();

    assertThat(refused(new AuthorizationCodeGrant(code, BACK, new CodeVerifier())).getCode())
        .isEqualTo("invalid_grant");
  }

  @Test
  void userMayRefuse() throws Exception {
    google.refuseConsent();

    assertThat(authorize(new CodeVerifier()).toErrorResponse().getErrorObject().getCode())
        .isEqualTo("access_denied");
  }

  @Test
  void redirectUriMustBeTheSame() throws Exception {
    AuthorizationGrant elsewhere = exchange(google.grantCode(ALICE), URI.create(BACK + "/"));

    assertThat(refused(elsewhere).getCode()).isEqualTo("redirect_uri_mismatch");
  }

  @Test
  void unknownAndOldCodesAreRefused() throws Exception {
    AuthorizationGrant old = exchange(google.grantCode(ALICE), BACK);
    clock.advance(Duration.ofMinutes(11));

    assertThat(refused(exchange("4/unknown", BACK)).getDescription())
        .isEqualTo("Malformed auth code.");
    assertThat(refused(old).getDescription()).isEqualTo("Bad Request");
  }

  @Test
  void clientMustBeKnownAndAuthenticated() throws Exception {
    AuthorizationGrant exchange = exchange(google.grantCode(ALICE), BACK);

    HTTPResponse unknown = send("nobody", "secret", exchange);
    HTTPResponse wrong = send(OAuth.CLIENT_ID, "wrong", exchange);

    assertThat(unknown.getStatusCode()).isEqualTo(401);
    assertThat(ErrorObject.parse(unknown).getCode()).isEqualTo("invalid_client");
    assertThat(ErrorObject.parse(wrong).getDescription()).isEqualTo("Unauthorized");
  }

  @Test
  void refreshReturnsAnAccessTokenButNoRefreshToken() throws Exception {
    Tokens first = granted(exchange(google.grantCode(ALICE), BACK));

    Tokens second = granted(new RefreshTokenGrant(first.getRefreshToken()));

    assertThat(second.getAccessToken()).isNotEqualTo(first.getAccessToken());
    assertThat(second.getRefreshToken()).isNull();
    assertThat(oauth.refreshes(ALICE)).isEqualTo(1);
  }

  @Test
  void reuseOfARotatedRefreshTokenRevokesTheGrant() throws Exception {
    oauth.rotateRefreshTokens(true);
    RefreshToken first = granted(exchange(google.grantCode(ALICE), BACK)).getRefreshToken();
    RefreshToken second = granted(new RefreshTokenGrant(first)).getRefreshToken();
    assertThat(second).isNotEqualTo(first);

    assertThat(refused(new RefreshTokenGrant(first)).getCode()).isEqualTo("invalid_grant");
    assertThat(refused(new RefreshTokenGrant(second)).getCode()).isEqualTo("invalid_grant");
  }

  @Test
  void accessTokenExpiresInTimeOrOnDemand() throws Exception {
    oauth.accessTokenLifetime(Duration.ofSeconds(100));
    Tokens tokens = granted(exchange(google.grantCode(ALICE), BACK));
    String early = tokens.getAccessToken().getValue();
    assertThat(profile(early)).isEqualTo(200);

    clock.advance(Duration.ofSeconds(100));
    assertThat(profile(early)).isEqualTo(401);

    String late =
        granted(new RefreshTokenGrant(tokens.getRefreshToken())).getAccessToken().getValue();
    oauth.expireAccessTokens(ALICE);
    assertThat(profile(late)).isEqualTo(401);
  }

  @Test
  void revokedGrantIsUnusable() throws Exception {
    Tokens tokens = granted(exchange(google.grantCode(ALICE), BACK));
    TokenRevocationRequest revocation =
        new TokenRevocationRequest(
            google.revocationUrl(),
            client(OAuth.CLIENT_ID, OAuth.CLIENT_SECRET),
            tokens.getRefreshToken());

    assertThat(revocation.toHTTPRequest().send().getStatusCode()).isEqualTo(200);
    assertThat(refused(new RefreshTokenGrant(tokens.getRefreshToken())).getDescription())
        .isEqualTo("Token has been expired or revoked.");
    assertThat(profile(tokens.getAccessToken().getValue())).isEqualTo(401);
    assertThat(revocation.toHTTPRequest().send().getStatusCode()).isEqualTo(400);
  }

  @Test
  void userMayRevokeOrBeRequiredToLogInAgain() throws Exception {
    RefreshToken revoked = granted(exchange(google.grantCode(ALICE), BACK)).getRefreshToken();
    oauth.revoke(ALICE);
    RefreshToken stale = granted(exchange(google.grantCode(ALICE), BACK)).getRefreshToken();
    oauth.requireLogin(ALICE);

    assertThat(refused(new RefreshTokenGrant(revoked)).getCode()).isEqualTo("invalid_grant");
    assertThat(refused(new RefreshTokenGrant(stale)).getDescription()).contains("invalid_rapt");
  }

  @Test
  void userMayAllowLessAndGoogleMayWithholdTheRefreshToken() throws Exception {
    oauth.allowOnly(MAIL_SCOPE);
    oauth.giveRefreshTokens(false);

    Tokens tokens = granted(exchange(google.grantCode(ALICE), BACK));

    assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactly(MAIL_SCOPE);
    assertThat(tokens.getRefreshToken()).isNull();
  }

  @Test
  void tokenEndpointMayFail() throws Exception {
    google.on("/token").forAccount(ALICE).times(1).fail(Fault.answer(ApiErrors.htmlPage(502)));
    AuthorizationGrant exchange = exchange(google.grantCode(ALICE), BACK);

    assertThat(send(OAuth.CLIENT_ID, OAuth.CLIENT_SECRET, exchange).getStatusCode()).isEqualTo(502);
    assertThat(granted(exchange).getAccessToken()).isNotNull();
  }

  private AuthorizationResponse authorize(CodeVerifier verifier) throws Exception {
    AuthorizationRequest request =
        new AuthorizationRequest.Builder(ResponseType.CODE, new ClientID(OAuth.CLIENT_ID))
            .endpointURI(google.authorizationUrl())
            .redirectionURI(BACK)
            .scope(new Scope(MAIL_SCOPE))
            .state(new State("a/b c"))
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .customParameter("access_type", "offline")
            .build();
    HTTPRequest http = request.toHTTPRequest();
    http.setFollowRedirects(false);
    return AuthorizationResponse.parse(http.send().getLocation());
  }

  private static AuthorizationGrant exchange(String code, URI redirectUri) {
    return new AuthorizationCodeGrant(new AuthorizationCode(code), redirectUri);
  }

  private Tokens granted(AuthorizationGrant grant) throws Exception {
    HTTPResponse response = send(OAuth.CLIENT_ID, OAuth.CLIENT_SECRET, grant);
    return AccessTokenResponse.parse(response).getTokens();
  }

  private ErrorObject refused(AuthorizationGrant grant) throws Exception {
    HTTPResponse response = send(OAuth.CLIENT_ID, OAuth.CLIENT_SECRET, grant);
    assertThat(response.getStatusCode()).isEqualTo(400);
    return TokenResponse.parse(response).toErrorResponse().getErrorObject();
  }

  private HTTPResponse send(String clientId, String secret, AuthorizationGrant grant)
      throws Exception {
    return new TokenRequest.Builder(google.tokenUrl(), client(clientId, secret), grant)
        .build()
        .toHTTPRequest()
        .send();
  }

  private static ClientSecretPost client(String id, String secret) {
    return new ClientSecretPost(new ClientID(id), new Secret(secret));
  }

  private int profile(String accessToken) throws Exception {
    HTTPRequest request =
        new HTTPRequest(
            HTTPRequest.Method.GET, URI.create(google.gmailUrl() + "/gmail/v1/users/me/profile"));
    request.setAuthorization("Bearer " + accessToken);
    return request.send().getStatusCode();
  }
}
