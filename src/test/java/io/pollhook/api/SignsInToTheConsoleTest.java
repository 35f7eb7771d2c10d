package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.secret.OneTimeLink;
import io.pollhook.secret.SignedTokens;
import io.pollhook.secret.TestSecrets;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignsInToTheConsoleTest extends SharedApiTest {
  private static final String SESSION = "/console/session";
  private static final String ELEMENTS = "/elements/api-v2/elements";

  private ConsoleClient browser;

  @BeforeEach
  void open() {
    browser = new ConsoleClient(api.port());
  }

  private void signIn() throws Exception {
    assertThat(browser.signIn(ApiFixture.USER, ApiFixture.ORGANIZATION)).isEqualTo(204);
  }

  @Test
  void theSessionMayCallTheApi() throws Exception {
    assertThat(browser.send("GET", ELEMENTS, null).statusCode()).isEqualTo(401);
    signIn();

    assertThat(browser.send("GET", ELEMENTS, null).statusCode()).isEqualTo(200);
    assertThat(browser.send("GET", SESSION, null).body()).contains("\"signedIn\":true", "\"ends\"");
  }

  @Test
  void theCookieIsForThisSiteAndNotForScripts() throws Exception {
    String body =
        "{\"user\":\""
            + ApiFixture.USER
            + "\",\"organization\":\""
            + ApiFixture.ORGANIZATION
            + "\"}";

    assertThat(setCookie(browser.send("POST", SESSION, body)))
        .startsWith("pollhook-session=")
        .contains("Path=/", "HTTPOnly", "SameSite=Strict")
        .doesNotContain("Secure", "Max-Age", "Domain");
    assertThat(
            setCookie(
                browser.send(
                    "POST",
                    SESSION,
                    body,
                    "X-Pollhook-Console",
                    "1",
                    "X-Forwarded-Proto",
                    "https")))
        .contains("Secure");
  }

  private static String setCookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"wrong, right", "right, wrong", "wrong, wrong"})
  void bothSecretsAreNeeded(String user, String organization) throws Exception {
    assertThat(
            browser.signIn(
                user.equals("right") ? ApiFixture.USER : "wrong",
                organization.equals("right") ? ApiFixture.ORGANIZATION : "wrong"))
        .isEqualTo(401);
    assertThat(browser.cookie()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "[]", "{}", "{\"user\": 1, \"organization\": \"x\"}"})
  void invalidSignInIsRefused(String body) throws Exception {
    assertThat(browser.send("POST", SESSION, body).statusCode()).isEqualTo(400);
  }

  @Test
  void theCookieAloneIsNotEnough() throws Exception {
    signIn();

    assertThat(browser.send("GET", ELEMENTS, null, new String[0]).statusCode()).isEqualTo(401);
    assertThat(browser.send("DELETE", SESSION, null, new String[0]).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void noOtherSiteUsesTheSession(String site) throws Exception {
    signIn();
    String[] headers = {"X-Pollhook-Console", "1", "Sec-Fetch-Site", site};

    assertThat(browser.send("POST", "/elements/api-v2/instances", "{}", headers).statusCode())
        .isEqualTo(401);
    assertThat(browser.send("POST", SESSION, "{}", headers).statusCode()).isEqualTo(403);
  }

  @Test
  void signingOutEndsTheSessionForEveryCopyOfItsCookie() throws Exception {
    signIn();
    String cookie = browser.cookie();

    assertThat(browser.send("DELETE", SESSION, null).statusCode()).isEqualTo(204);
    assertThat(browser.cookie()).isEqualTo("pollhook-session=");
    browser.cookie(cookie);

    assertThat(browser.send("GET", ELEMENTS, null).statusCode()).isEqualTo(401);
    assertThat(browser.send("GET", SESSION, null).body()).isEqualTo("{\"signedIn\":false}");
  }

  @Test
  void changedCookieIsRefused() throws Exception {
    signIn();
    browser.cookie(browser.cookie().replaceFirst("=.", "=A"));

    assertThat(browser.send("GET", ELEMENTS, null).statusCode()).isEqualTo(401);
  }

  @Test
  void linkSignsInOnce() throws Exception {
    String url = OneTimeLink.issuedAt(Instant.now()).url(new SignedTokens(TestSecrets.ACCOUNT), "");
    String body = "{\"link\": \"" + url.substring("/#link=".length()) + "\"}";

    assertThat(browser.send("POST", SESSION, body).statusCode()).isEqualTo(204);
    assertThat(browser.send("GET", ELEMENTS, null).statusCode()).isEqualTo(200);
    assertThat(browser.send("POST", SESSION, body).statusCode()).isEqualTo(401);
  }

  @Test
  void theAuthorizationHeaderTakesPrecedenceOverTheSession() throws Exception {
    signIn();

    assertThat(
            browser
                .send("GET", ELEMENTS, null, "X-Pollhook-Console", "1", "Authorization", "User x")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void wrongMethodIsAnsweredWithTheAllowedOnes() throws Exception {
    HttpResponse<String> answer = browser.send("PUT", SESSION, "{}");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, POST, DELETE");
  }
}
