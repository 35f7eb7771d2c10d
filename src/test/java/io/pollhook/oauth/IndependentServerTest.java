package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import io.pollhook.element.Element;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.URIBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the whole flow against an independent authorization server. */
class IndependentServerTest {
  private static final String CALLBACK = "https://app.example/callback";

  private final MockOAuth2Server server = new MockOAuth2Server();
  private final OutboundHttp http = new OutboundHttp(Limits.within(Duration.ofSeconds(20)));
  private final OAuthClient client = new OAuthClient(http, Clock.systemUTC(), new Pkce("key"));
  private Element element;

  @BeforeEach
  void start() {
    server.start();
    element =
        Account.element(
            server.authorizationEndpointUrl("google").toString(),
            server.tokenEndpointUrl("google").toString(),
            server.revocationEndpointUrl("google").toString(),
            List.of("openid", "profile"));
  }

  @AfterEach
  void stop() {
    http.close();
    server.shutdown();
  }

  /** Acts as a person in a browser, who logs in and is redirected to the callback with a code. */
  private String consent() throws Exception {
    URI url =
        AuthorizationUrl.of(element, Account.CLIENT.id(), CALLBACK, null, null, new Pkce("key"));
    HttpRequest login =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=ada"))
            .build();
    HttpResponse<Void> redirect =
        HttpClient.newHttpClient().send(login, HttpResponse.BodyHandlers.discarding());
    String location = redirect.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(CALLBACK).contains("state=mail");
    return new URIBuilder(location)
        .getQueryParams().stream()
            .collect(Collectors.toMap(NameValuePair::getName, NameValuePair::getValue))
            .get("code");
  }

  @Test
  void consentBecomesAGrantThatCanBeRefreshed() throws Exception {
    Grant grant = client.exchange(element, Account.CLIENT, CALLBACK, consent());
    assertThat(JWTParser.parse(grant.accessToken()).getJWTClaimsSet().getIssuer())
        .isEqualTo(server.issuerUrl("google").toString());
    assertThat(grant.expiresAt()).isAfter(Instant.now());
    Grant next = client.refresh(element, Account.CLIENT, grant);
    assertThat(next.accessToken()).isNotEqualTo(grant.accessToken());
    assertThat(next.refreshToken()).isNotBlank();
  }

  @Test
  void grantIsRevoked() throws Exception {
    Grant grant = client.exchange(element, Account.CLIENT, CALLBACK, consent());
    assertThat(client.revoke(element, Account.CLIENT, grant))
        .isEqualTo(new OAuthClient.Revocation(true, "revoked"));
  }
}
