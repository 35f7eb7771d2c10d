package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-in, its abuse, and the accessibility of all pages. */
class SignsInInTheBrowserIT extends BrowserCase {
  private static final List<String> PAGES =
      List.of(
          "/#/",
          "/#/instances",
          "/#/instances/1",
          "/#/instances/1/notifications",
          "/#/instances/1/edit",
          "/#/instances/1/connect",
          "/#/instances/2",
          "/#/instances/2/setup",
          "/#/create",
          "/#/find?text=x&instance=1",
          "/#/elements",
          "/#/elements/googlesuite",
          "/#/routes",
          "/#/api");

  @BeforeAll
  void createInstances() {
    create(true);
    create(false); // not started
  }

  private void create(boolean polled) {
    JsonNode polling =
        Json.parse("{\"changed-messages\": {\"url\": \"/hubs/general/changed-messages\"}}");
    String callback = receiver.url().toString();
    ObjectNode body = RunningPollhook.body(google, EMAIL, "gmail", callback, 1, polling);
    body.withObject("configuration").put("event.notification.enabled", polled);
    JsonNode unused = pollhook.api().create(body);
  }

  @AfterEach
  void backToTheOverview() {
    browser.size(1280, 900);
    signIn();
  }

  private void signOut() {
    browser.open("/#/");
    browser.press("Sign out");
    browser.see("Sign in to Pollhook");
  }

  @Test
  void wrongSecretsAreRefusedAndRightOnesOpenTheConsole() {
    signOut();
    browser.fill("User secret", "wrong");
    browser.fill("Organization secret", TestSecrets.ORGANIZATION);
    browser.press("Sign in");
    browser.see("these are not the account's two secrets");
    browser.fill("User secret", TestSecrets.USER);
    browser.press("Sign in");

    browser.see("Overview");
  }

  @Test
  void usedLinkIsRefused() {
    signOut();
    browser.open("/#link=used");

    browser.see("the link was used before");
  }

  @Test
  void theCookieIsHiddenFromScripts() {
    assertThat(browser.run("return document.cookie")).isEqualTo("");
    assertThat(browser.driver().manage().getCookieNamed("pollhook-session").isHttpOnly()).isTrue();
  }

  @Test
  void sessionThatIsOverLeadsToTheSignIn() {
    browser.driver().manage().deleteAllCookies();
    browser.open("/#/instances");

    browser.see("Sign in to Pollhook");
  }

  @Test
  void twoBrowsersHaveTheirOwnSessions() {
    try (Browser other = Browser.start(server)) {
      signIn(other);
      other.open("/#/instances/1");
      other.see("id 1");
      browser.open("/#/instances/1");
      browser.press("Disable");

      other.see("Enable");
      signOut();
      other.press("Enable");
      other.see("Enabled: polling and delivery resume.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyPageIsAccessible(String theme) {
    for (String page : PAGES) {
      browser.open(page);
      browser.await(page, () -> !browser.text().contains("Loading …"));
      assertThat(browser.barriers(theme)).as("%s in %s", page, theme).isEmpty();
    }
  }

  @Test
  void everyPageFitsAPhone() {
    browser.size(400, 800);
    for (String page : PAGES) {
      browser.open(page);
      browser.await(page, () -> !browser.text().contains("Loading …"));
      assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= innerWidth"))
          .as(page)
          .isTrue();
    }
  }
}
