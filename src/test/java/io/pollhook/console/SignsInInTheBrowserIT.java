package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.RunningPollhook;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Sign-in, its abuse, and whether everyone can use every page. */
class SignsInInTheBrowserIT extends BrowserCase {
  private static final Set<String> SERIOUS = Set.of("serious", "critical");

  private static final List<String> PAGES =
      List.of(
          "/#/",
          "/#/instances",
          "/#/instances/1",
          "/#/instances/1/notifications",
          "/#/instances/1/edit",
          "/#/instances/1/connect",
          "/#/create",
          "/#/find?text=x&instance=1",
          "/#/elements",
          "/#/elements/googlesuite",
          "/#/routes",
          "/#/api");

  @BeforeAll
  void createInstance() {
    JsonNode polling =
        Json.parse("{\"changed-messages\": {\"url\": \"/hubs/general/changed-messages\"}}");
    JsonNode unused =
        pollhook
            .api()
            .create(
                RunningPollhook.body(
                    google, EMAIL, "gmail", receiver.url().toString(), 1, polling));
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
  void aUsedLinkOpensNothing() {
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
  void aSessionThatIsOverLeadsToTheSignIn() {
    browser.driver().manage().deleteAllCookies();
    browser.open("/#/instances");

    browser.see("Sign in to Pollhook");
  }

  @Test
  void theKeyboardAloneReachesTheCreation() {
    browser.open("/#/instances");
    browser.see("Instances");
    Actions keyboard = new Actions(browser.driver());
    for (int i = 0; i < 20 && !focused().equals("Create an instance"); i++) {
      keyboard.sendKeys(Keys.TAB).perform();
    }
    keyboard.sendKeys(Keys.ENTER).perform();
    browser.see("Which provider has the account?");
    for (int i = 0; i < 20 && !focused().startsWith("Gmail"); i++) {
      keyboard.sendKeys(Keys.TAB).perform();
    }
    keyboard.sendKeys(Keys.ENTER).perform();

    browser.see("Redirect URI");
  }

  private String focused() {
    return (String)
        browser.run(
            "const e = document.activeElement; return (e.querySelector('strong') ?? e).textContent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyPageIsAccessible(String theme) {
    for (String page : PAGES) {
      browser.open(page);
      browser.run("document.documentElement.dataset.theme = '" + theme + "'");
      browser.await(page, () -> !browser.text().contains("Loading …"));
      List<Rule> serious =
          new AxeBuilder()
              .analyze(browser.driver()).getViolations().stream()
                  .filter(rule -> SERIOUS.contains(rule.getImpact()))
                  .toList();
      assertThat(serious).as("%s in %s", page, theme).isEmpty();
    }
  }

  @Test
  void nothingIsWiderThanAPhone() {
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
