package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.google.OAuth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** From nothing to the first event, in the console alone. */
class CreatesInstancesInTheBrowserIT extends BrowserCase {
  @BeforeEach
  void beginAnew() {
    google.signIn(EMAIL);
    browser.run("sessionStorage.clear()");
    browser.open("/#/");
    browser.see("Overview");
  }

  private void chooseElement(String name) {
    browser.open("/#/create");
    browser.element(By.xpath("//button[.//strong='" + name + "']")).click();
  }

  private void enterClient(String secret) {
    browser.fill("Client ID", OAuth.CLIENT_ID);
    browser.fill("Client secret", secret);
  }

  /** Up to the step with the resources. */
  private void connectAndName(String element, String name) {
    chooseElement(element);
    enterClient(OAuth.CLIENT_SECRET);
    browser.press("Connect with " + element);
    browser.fill("Name", name);
    browser.fill("Callback URL", receiver.url().toString());
    browser.fill("Minutes between polls", "0.01");
    browser.press("Generate");
    browser.press("Next: Resources");
  }

  @Test
  void firstEventShowsWithoutLeavingTheConsole() {
    connectAndName("Gmail", "Alice's mail");
    browser.press("Next: Review");
    browser.see("changed-messages");
    browser.press("Create the instance");
    browser.see("The instance is created");
    google.account(EMAIL).mail().receive("Hello");

    browser.see("The first event has arrived.");
    browser.press("1 created");
    browser.see("CREATED");
    browser.see("accepted");
    assertThat(browser.text()).contains("\"elementKey\": \"gmail\"");
  }

  @Test
  void severalResourcesOfOneElementAreCreated() {
    connectAndName("Google Suite", "Alice's suite");
    assertThat(browser.box("changed-groups").isSelected()).isTrue();
    browser.press("Next: Review");
    browser.press("Create the instance");
    browser.see("The instance is created");

    browser.see("changed-groups");
    browser.see("changed-messages");
  }

  @Test
  void denialIsExplainedAndCanBeMended() {
    google.refuseConsent();
    chooseElement("Gmail");
    enterClient(OAuth.CLIENT_SECRET);
    browser.press("Connect with Gmail");

    browser.see("Access was denied on the provider’s page. Nothing was created.");
    assertThat(browser.field("Client ID").getDomProperty("value")).isEqualTo(OAuth.CLIENT_ID);

    google.signIn(EMAIL);
    browser.press("Connect with Gmail");
    browser.see("Callback URL");
  }

  @Test
  void aCodeThatNobodyAskedForIsIgnored() {
    browser.open("/console/connected?code=stolen&state=guessed");

    browser.see("The answer does not belong to the request that this tab sent");
    assertThat(browser.driver().getCurrentUrl()).doesNotContain("stolen");
  }

  @Test
  void aRefusedSecretLeadsBackToTheAccount() {
    chooseElement("Gmail");
    enterClient("wrong");
    browser.press("Connect with Gmail");
    browser.fill("Callback URL", receiver.url().toString());
    browser.press("Next: Resources");
    browser.press("Next: Review");
    browser.press("Create the instance");

    browser.see("invalid_client");
    browser.see("Redirect URI");
    assertThat(browser.field("Client ID").getDomProperty("value")).isEqualTo(OAuth.CLIENT_ID);
  }

  @Test
  void wrongJsonIsShownInPlace() {
    connectAndName("Gmail", "Wrong JSON");
    browser.press("Configuration of changed-messages");
    String configuration = "Configuration of changed-messages";
    browser.fill(configuration, "{\"url\": ");
    browser.see("Not valid JSON");

    browser.fill(configuration, "{\"url\": \"/hubs/general/nothing\"}");
    browser.press("Next: Review");
    browser.press("Create the instance");
    browser.see("/hubs/general/nothing");
    browser.see("chosen. Copy polls another resource");

    browser.fill(configuration, "{\"url\": \"/hubs/general/changed-messages\"}");
    browser.press("Next: Review");
    browser.press("Create the instance");
    browser.see("The instance is created");
  }

  @Test
  void theFlowIsResumedWhereItWasLeft() {
    connectAndName("Gmail", "Left and resumed");
    browser.open("/#/elements");
    browser.see("The providers that can be polled");
    browser.open("/#/create");
    browser.see("chosen. Copy polls another resource");
    browser.element(By.xpath("//nav//button[contains(., 'Account')]")).click();

    browser.see("Connected");
  }
}
