package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.google.OAuth;
import io.pollhook.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** From nothing to the first event, using only the console. */
class CreatesInstancesInTheBrowserIT extends BrowserCase {
  @BeforeEach
  void startAgain() {
    google.signIn(EMAIL);
    receiver.recover();
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

  private void connect(String element) {
    chooseElement(element);
    enterClient(OAuth.CLIENT_SECRET);
    browser.press("Connect with " + element);
    browser.see("Callback URL");
  }

  /** Goes up to the step with the resources. */
  private void connectAndName(String element, String name) {
    connect(element);
    browser.fill("Name", name);
    browser.fill("Callback URL", receiver.url().toString());
    browser.fill("Minutes between polls", "0.01");
    browser.press("Generate");
    browser.press("Next: Resources");
    browser.see("chosen. Copy polls another resource");
  }

  @Test
  void firstEventShowsWithoutLeavingTheConsole() {
    connectAndName("Gmail", "Alice's mail");
    browser.press("Next: Review");
    browser.see("changed-messages");
    browser.press("Start polling");
    browser.see("watches from now on");
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
    browser.press("Start polling");
    browser.see("watches from now on");

    browser.see("changed-groups");
    browser.see("changed-messages");
  }

  @Test
  void denialIsExplainedAndCanBeCorrected() {
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
  void unrequestedCodeIsIgnored() {
    browser.open("/console/connected?code=stolen&state=guessed");

    browser.see("The answer does not belong to the request that this tab sent");
    assertThat(browser.driver().getCurrentUrl()).doesNotContain("stolen");
  }

  @Test
  void refusedSecretLeadsBackToTheAccount() {
    chooseElement("Gmail");
    enterClient("wrong");
    int before = instances();
    browser.press("Connect with Gmail");

    browser.see("invalid_client");
    browser.see("Redirect URI");
    assertThat(browser.field("Client ID").getDomProperty("value")).isEqualTo(OAuth.CLIENT_ID);
    assertThat(instances()).isEqualTo(before);
  }

  private int instances() {
    return Json.parse(pollhook.api().call("GET", "/instances", null).body()).size();
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
    browser.see("is \"/hubs/general/nothing\", expected");

    browser.fill(configuration, "{\"url\": \"/hubs/general/changed-messages\"}");
    browser.press("Next: Review");
    browser.see("Polled every");
  }

  @Test
  void theKeyboardAloneIsEnough() {
    browser.open("/#/instances");
    browser.see("Instances");
    browser.tabTo("Create an instance").sendKeys(Keys.ENTER);
    browser.see("Which provider has the account?");
    browser.tabTo("Gmail").sendKeys(Keys.ENTER);
    browser.see("Redirect URI");
    browser.tabTo("Client ID").sendKeys(OAuth.CLIENT_ID);
    browser.tabTo("Client secret").sendKeys(OAuth.CLIENT_SECRET);
    browser.tabTo("Connect with Gmail").sendKeys(Keys.ENTER);
    browser.see("Callback URL");
    browser.tabTo("Callback URL").sendKeys(receiver.url().toString());
    browser.tabTo("Send a test").sendKeys(Keys.ENTER);
    browser.see("The callback answered 200");
    browser.tabTo("Next: Resources").sendKeys(Keys.ENTER);
    browser.see("chosen. Copy polls another resource");
    browser.tabTo("Next: Review").sendKeys(Keys.ENTER);
    browser.see("can be polled");
    browser.tabTo("Start polling").sendKeys(Keys.ENTER);

    browser.see("watches from now on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyStepIsAccessible(String theme) {
    connect("Gmail");
    assertThat(browser.barriers(theme)).isEmpty();
    browser.fill("Callback URL", receiver.url().toString());
    receiver.answer(500);
    browser.press("Send a test");
    browser.see("First attempt");
    assertThat(browser.barriers(theme)).isEmpty();
    browser.press("Next: Resources");
    browser.press("Configuration of changed-messages");
    assertThat(browser.barriers(theme)).isEmpty();
    browser.press("Next: Review");
    browser.see("can be polled");
    assertThat(browser.barriers(theme)).isEmpty();
  }

  @Test
  void testShowsTheAnswerOfTheCallback() {
    connect("Gmail");
    browser.fill("Callback URL", receiver.url().toString());
    receiver.answer(418);
    browser.press("Send a test");
    browser.see("the callback answered 418");
    receiver.recover();
    browser.press("Send a test");

    browser.see("The callback answered 200");
  }

  @Test
  void refusedCallbackIsShownAtItsField() {
    connect("Gmail");
    browser.fill("Callback URL", "https://user:password@example.com/");
    browser.press("Send a test");

    browser.see("configuration.event.notification.callback.url");
    assertThat(browser.field("Callback URL").getDomAttribute("aria-invalid")).isEqualTo("true");
  }

  @Test
  void thePreviewShowsEventsBeforeAnythingIsPolled() {
    google.account(EMAIL).groups().create("Climbers");
    connectAndName("Google Suite", "Previewed");
    browser.press("Next: Review");

    browser.see("it was there before the first poll");
    browser.see("can be polled");
    assertThat(newest().path("eventsEnabled").booleanValue()).isFalse();
  }

  private JsonNode newest() {
    JsonNode all = Json.parse(pollhook.api().call("GET", "/instances", null).body());
    return all.get(all.size() - 1);
  }

  @Test
  void theFlowIsResumedWhereItWasLeft() {
    connectAndName("Gmail", "Left and resumed");
    browser.press("Configuration of changed-messages");
    browser.fill("Configuration of changed-messages", "{\"url\": \"/half");
    browser.open("/#/elements");
    browser.see("The providers that can be polled");
    browser.open("/#/create");
    browser.press("Continue with it");

    browser.see("Not valid JSON");
  }

  @Test
  void anotherBrowserContinuesASavedSetup() {
    connectAndName("Gmail", "Continued elsewhere");
    browser.run("sessionStorage.clear()");
    browser.open("/#/instances");
    browser.see("Not started");
    browser.press("Continued elsewhere");
    browser.press("Continue the setup");

    assertThat(browser.field("Callback URL").getDomProperty("value"))
        .isEqualTo(receiver.url().toString());
  }

  @Test
  void discardedSetupIsDeleted() {
    int before = instances();
    connect("Gmail");
    browser.press("Discard");
    browser.see("This cannot be undone.");
    browser.element(By.cssSelector("dialog .danger")).click();

    browser.see("was deleted.");
    assertThat(instances()).isEqualTo(before);
  }
}
