package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.element.Element;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizationUrlTest {
  private static final Element MAIL =
      Account.element(
          "https://accounts.example/auth?tenant=7", "", "", List.of("https://mail/", "profile"));

  private static final Pkce PKCE = new Pkce("key");

  @Test
  void urlContainsTheElementsScopesAndKey() {
    assertThat(AuthorizationUrl.of(MAIL, "id", "https://app.example/cb?a=b", null, null, PKCE))
        .hasToString(
            "https://accounts.example/auth?tenant=7&access_type=offline&prompt=consent"
                + "&scope=https%3A%2F%2Fmail%2F%20profile&response_type=code"
                + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%3Fa%3Db"
                + "&state=mail&client_id=id");
  }

  @Test
  void scopeAndStateOfTheRequestReplaceThem() {
    assertThat(
            AuthorizationUrl.of(MAIL, "id", "https://app.example/cb", "contacts", "x&y", PKCE)
                .toString())
        .contains("&scope=contacts&", "&state=x%26y&");
  }
}
