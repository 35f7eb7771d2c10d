package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pollhook.element.Element;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.oauth.TokenEndpoint.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthClientTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String CALLBACK = "https://app.example/callback";
  private static final String CODE = "4/hush-code";

  private final TokenEndpoint provider = new TokenEndpoint();
  private final OutboundHttp http = new OutboundHttp(Limits.within(Duration.ofSeconds(20)));
  private final OAuthClient client =
      new OAuthClient(http, Clock.fixed(NOW, ZoneOffset.UTC), new Pkce("key"));

  @AfterEach
  void close() {
    provider.close();
    http.close();
  }

  private Element element() {
    return Account.element("", provider.url("/token"), provider.url("/revoke"), List.of());
  }

  private Grant exchange() {
    return client.exchange(element(), Account.CLIENT, CALLBACK, CODE);
  }

  @Test
  void exchangeSendsTheFormThatGoogleExpects() {
    provider.answer(Answer.token("access", "refresh", 3920));
    exchange();
    assertThat(provider.forms())
        .containsExactly(
            Map.of(
                "grant_type", "authorization_code",
                "code", CODE,
                "redirect_uri", CALLBACK,
                "client_id", "client-id",
                "client_secret", "hush-client-secret"));
  }

  @Test
  void codePastedInEncodedFormIsDecoded() {
    provider.answer(Answer.token("access", "refresh", 3920));
    client.exchange(element(), Account.CLIENT, CALLBACK, "4%2Fhush-code");
    assertThat(provider.forms().get(0)).containsEntry("code", CODE);
  }

  @Test
  void grantIsReadAndUnknownFieldsAreIgnored() {
    provider.answer(
        Answer.of(
            200,
            """
            {"access_token": "1/fFAG", "expires_in": 3920, "token_type": "Bearer",
             "scope": "a b", "refresh_token": "1//xEo", "id_token": "x.y.z",
             "refresh_token_expires_in": 604799, "new": {"in": ["2027"]}}\
            """));
    assertThat(exchange()).isEqualTo(new Grant("1/fFAG", "1//xEo", NOW.plusSeconds(3920), "a b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"expires_in\":0", ",\"expires_in\":-3600"})
  void invalidLifetimeCountsAsAnHourIfTheTokenCanBeRefreshed(String lifetime) {
    provider.answer(
        Answer.of(200, "{\"access_token\":\"a\",\"refresh_token\":\"r\"" + lifetime + "}"));
    assertThat(exchange().expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void tokenWithoutLifetimeAndRefreshTokenNeverExpires() {
    provider.answer(Answer.of(200, "{\"access_token\":\"a\",\"refresh_token\":\"\"}"));
    assertThat(exchange()).isEqualTo(new Grant("a", null, Grant.NEVER, ""));
  }

  /** Covers the responses of Google's token endpoint and the refusals of RFC 6749 §5.2. */
  @ParameterizedTest
  @CsvSource({
    "400, invalid_grant,           Token has been expired or revoked.",
    "400, invalid_grant,           Malformed auth code.",
    "400, invalid_grant,           Bad Request",
    "400, redirect_uri_mismatch,   Bad Request",
    "401, invalid_client,          The OAuth client was not found.",
    "401, invalid_client,          Unauthorized",
    "400, unauthorized_client,     Bad Request",
    "401, deleted_client,          The OAuth client was deleted.",
    "400, admin_policy_enforced,   Bad Request",
    "400, invalid_request,         Bad Request",
    "400, unsupported_grant_type,  Bad Request",
    "400, invalid_scope,           Bad Request",
    "200, bad_verification_code,   The code passed is incorrect or expired.",
  })
  void refusalHasTheProvidersReason(int status, String error, String description) {
    provider.answer(
        Answer.of(
            status,
            "{\"error\":\"%s\",\"error_description\":\"%s\"}".formatted(error, description)));
    GrantRefusedException refusal =
        catchThrowableOfType(GrantRefusedException.class, this::exchange);
    assertThat(refusal.error()).isEqualTo(error);
    assertThat(refusal.providerMessage()).isEqualTo(error + ": " + description);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"access_token\":\"a\",\"scope\":[\"x\",\"y\"]}; x y",
        "{\"access_token\":\"a\",\"scope\":\"x y\",\"token_type\":null}; x y",
        "{\"access_token\":\"a\",\"expires_in\":\"soon\",\"scope\":\"x\"}; x",
        "{\"access_token\":\"a\",\"expires_in\":-1,\"scope\":{},\"refresh_token\":\"\"}; ''",
        "access_token=a&scope=x+y&token_type=bearer; x y",
      })
  void nonstandardResponsesAreReadAsGrants(String body, String scope) {
    provider.answer(Answer.of(200, body));
    assertThat(exchange()).isEqualTo(new Grant("a", null, Grant.NEVER, scope));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400; {\"error\":{\"message\":\"Bad code\"}}; Bad code",
        "401; {\"message\":\"No such client\"}; No such client",
        "403; {\"errors\":[{\"detail\":\"Forbidden\"}]}; Forbidden",
        "400; {\"error\":{\"code\":190}}; 190",
        "400; <html>Bad Request</html>; HTTP 400",
        "400; error=bad_code&error_description=used; bad_code: used",
      })
  void refusalMayLackAnErrorCode(int status, String body, String message) {
    provider.answer(Answer.of(status, body));
    assertThatThrownBy(this::exchange)
        .isInstanceOf(GrantRefusedException.class)
        .hasMessage(message);
  }

  @Test
  void errorSubtypeIsReported() {
    provider.answer(
        Answer.of(400, "{\"error\":\"invalid_grant\",\"error_subtype\":\"invalid_rapt\"}"));
    assertThatThrownBy(this::exchange).hasMessage("invalid_grant: (invalid_rapt)");
  }

  @ParameterizedTest
  @CsvSource({
    "500, <html>Error</html>",
    "502, ''",
    "503, {\"error\":\"invalid_grant\"}",
    "429, {\"error\":\"rate_limited\"}",
    "408, ''",
    "400, {\"error\":\"temporarily_unavailable\"}",
    "404, <html>Not Found</html>",
    "302, ''",
    "200, <html>Please sign in to the hotel's network</html>",
    "200, {\"access_token\":",
    "200, {}",
  })
  void undecidedResponseIsTemporary(int status, String body) {
    provider.answer(Answer.of(status, body));
    assertThatThrownBy(this::exchange)
        .isInstanceOf(ProviderUnavailableException.class)
        .hasMessageStartingWith("the token endpoint answered with status " + status)
        .hasMessageNotContaining("hush")
        .hasNoCause();
  }

  @Test
  void retryAfterIsPassedOn() {
    provider.answer(new Answer(503, "", Map.of("Retry-After", "30")));
    ProviderUnavailableException e =
        catchThrowableOfType(ProviderUnavailableException.class, this::exchange);
    assertThat(e.retryAfter()).contains(Duration.ofSeconds(30));
  }

  @Test
  void pastRetryAfterIsIgnored() {
    provider.answer(new Answer(503, "", Map.of("Retry-After", "Sat, 01 Jan 2000 00:00:00 GMT")));
    ProviderUnavailableException e =
        catchThrowableOfType(ProviderUnavailableException.class, this::exchange);
    assertThat(e.retryAfter()).isEmpty();
  }

  @Test
  void failedConnectionIsTemporary() {
    provider.close();
    assertThatThrownBy(this::exchange).isInstanceOf(ProviderUnavailableException.class);
  }

  @Test
  void codeAndSecretRepeatedByTheProviderAreMasked() {
    provider.answer(
        form ->
            Answer.of(
                400,
                "{\"error\":\"invalid_grant\",\"error_description\":\"code %s of %s was used\"}"
                    .formatted(form.get("code"), form.get("client_secret"))));
    assertThatThrownBy(this::exchange)
        .hasMessage("invalid_grant: code ******** of ******** was used");
  }

  @Test
  void refreshKeepsTheOldRefreshTokenAndScopeIfThereAreNoNewOnes() {
    provider.answer(Answer.token("access-2", null, 3599));
    Grant old = new Grant("access-1", "refresh-1", NOW, "a b");
    assertThat(client.refresh(element(), Account.CLIENT, old))
        .isEqualTo(new Grant("access-2", "refresh-1", NOW.plusSeconds(3599), "a b"));
    assertThat(provider.forms())
        .containsExactly(
            Map.of(
                "grant_type", "refresh_token",
                "refresh_token", "refresh-1",
                "client_id", "client-id",
                "client_secret", "hush-client-secret"));
  }

  @Test
  void grantIsRevokedByItsRefreshToken() {
    provider.answer(Answer.of(200, ""));
    Grant grant = new Grant("access-1", "refresh-1", NOW, "");
    assertThat(client.revoke(element(), Account.CLIENT, grant).done()).isTrue();
    assertThat(provider.forms().get(0)).containsEntry("token", "refresh-1");
  }

  @Test
  void failedRevocationThrowsNothing() {
    Grant grant = new Grant("access-1", null, NOW, "");
    provider.answer(Answer.error(400, "invalid_token"));
    assertThat(client.revoke(element(), Account.CLIENT, grant))
        .isEqualTo(new OAuthClient.Revocation(false, "the provider answered with status 400"));
    assertThat(
            client
                .revoke(
                    Account.element("", provider.url("/token"), null, List.of()),
                    Account.CLIENT,
                    grant)
                .detail())
        .isEqualTo("mail has no revocation URL");
    provider.close();
    assertThat(client.revoke(element(), Account.CLIENT, grant).done()).isFalse();
  }

  @Test
  void stringFormsShowNoSecret() {
    assertThat(Account.CLIENT).hasToString("Client");
    assertThat(new Grant("hush", "hush", NOW, "a"))
        .hasToString("Grant[expiresAt=2026-03-01T10:00:00Z, scope=a]");
  }
}
