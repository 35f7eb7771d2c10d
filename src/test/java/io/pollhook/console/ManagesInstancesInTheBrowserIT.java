package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.RunningPollhook;
import io.pollhook.google.Account;
import io.pollhook.google.OAuth;
import io.pollhook.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The management of existing instances. */
class ManagesInstancesInTheBrowserIT extends BrowserCase {
  private static final double SECONDS = 0.3;

  @AfterEach
  void recover() {
    receiver.recover();
  }

  private long created(String name) {
    return created(name, EMAIL);
  }

  private long created(String name, String account) {
    return created(name, account, "gmail", "changed-messages");
  }

  private long created(String name, String account, String element, String resource) {
    JsonNode polling =
        Json.parse("{\"%1$s\": {\"url\": \"/hubs/general/%1$s\"}}".formatted(resource));
    JsonNode body =
        RunningPollhook.body(google, account, element, receiver.url().toString(), SECONDS, polling)
            .put("name", name);
    return pollhook.api().create(body).path("id").asLong();
  }

  private void openInstance(long id) {
    browser.open("/#/instances/" + id);
    browser.see("id " + id);
  }

  private JsonNode instance(long id) {
    return Json.parse(pollhook.api().call("GET", "/instances/" + id, null).body());
  }

  @Test
  void heldCallbackIsShownFirstAndResumed() {
    long id = created("Held");
    receiver.answer(500);
    google.account(EMAIL).mail().receive("Lost?");
    browser.open("/#/");
    browser.see("The callback is held");
    receiver.recover();
    browser.press("Try the callback");
    browser.see("Held.");
    browser.press("Try the callback now");

    browser.seeNot("Held.");
    assertThat(receiver.delivered()).isNotEmpty();
    browser.open("/#/instances/" + id + "/notifications");
    browser.see("Delivered");
  }

  @Test
  void accountIsConnectedAgainAndChangesMeanwhileAreReported() {
    String bob = "bob@example.com";
    Account account = google.addAccount(bob);
    long id = created("Revoked", bob);
    google.oauth().revoke(bob);
    browser.open("/#/");
    browser.see("Access was revoked");
    String message = account.mail().receive("While nobody could look");
    browser.press("Connect again");
    google.signIn(bob);
    browser.fill("Client ID", OAuth.CLIENT_ID);
    browser.fill("Client secret", OAuth.CLIENT_SECRET);
    browser.press("Connect with Gmail");

    browser.see("Connected. What changed meanwhile is reported now.");
    browser.see("Up to date");
    browser.open("/#/find?text=" + message + "&instance=" + id);
    browser.see("with “" + message + "”");
  }

  @Test
  void notificationIsSentAgain() {
    long id = created("Again");
    openInstance(id);
    browser.press("Send a test");
    browser.see("A test notification is on its way");
    browser.press("Notifications");
    browser.see("Delivered");
    browser.element(By.cssSelector("tbody a")).click();
    browser.see("accepted");
    browser.press("Send again");

    browser.await(
        "a second attempt",
        () -> browser.driver().findElements(By.cssSelector("tbody tr")).size() == 2);
  }

  @Test
  void rangeIsSentAgain() {
    long id = created("Range");
    pollhook.api().call("POST", "/instances/" + id + "/test-notification", null);
    browser.open("/#/instances/" + id + "/notifications");
    browser.see("Delivered");
    browser.press("Send these again …");
    browser.press("Send again");

    browser.see("1 notification will be sent again.");
  }

  @Test
  void editsAreSavedOrRefusedInPlace() {
    long id = created("Before");
    browser.open("/#/instances/" + id + "/edit");
    browser.fill("Name", "After");
    browser.fill("Minutes between polls", "0.0001");
    browser.press("Save");
    browser.see("event.poller.refresh_interval");
    browser.fill("Minutes between polls", "5");
    browser.press("Save");

    browser.see("Saved.");
    assertThat(instance(id).path("name").asText()).isEqualTo("After");
    assertThat(instance(id).at("/configuration/event.poller.refresh_interval").asText())
        .isEqualTo("5");
  }

  @Test
  void instancesAreDisabledAndEnabled() {
    long id = created("Off and on");
    openInstance(id);
    browser.press("Disable");
    browser.see("Disabled: polling and delivery pause");
    assertThat(instance(id).path("disabled").asBoolean()).isTrue();
    browser.press("Enable");

    browser.see("Enabled: polling and delivery resume.");
    assertThat(instance(id).path("disabled").asBoolean()).isFalse();
  }

  @Test
  void deletionShowsWhatItDiscards() {
    long id = created("Gone");
    openInstance(id);
    browser.press("Delete");
    browser.see("This cannot be undone.");
    browser.element(By.cssSelector("dialog .danger")).click();

    browser.see("Gone was deleted.");
    assertThat(instance(id).path("message").asText()).contains("no instance with id " + id);
  }

  @Test
  void changeIsFoundByItsId() {
    long id = created("Found");
    String message = google.account(EMAIL).mail().receive("Where am I?");
    browser.open("/#/instances/" + id + "/notifications");
    browser.see("1 created");
    browser.open("/#/find");
    browser.fill("Object id, or any text of the object", message);
    browser.press("Find");

    browser.see("with “" + message + "”");
    browser.see("created");
  }

  @Test
  void changeThatWasNotReportedIsExplained() {
    long id = created("Searched");
    browser.open("/#/find?text=nowhere&instance=" + id);

    browser.see("No notification that is kept contains “nowhere”.");
    browser.see("remember no such object");
    browser.see("last polled");
  }

  @Test
  void objectFromBeforeTheFirstPollIsKnown() {
    String group = google.account(EMAIL).groups().create("Old friends");
    long id = created("Remembers", EMAIL, "googlesuite", "changed-groups");
    browser.open("/#/find?text=" + group + "&instance=" + id);

    browser.see("or it was there before the first poll");
    browser.see("changed-groups: 1 version");
  }

  @Test
  void routeFilesAreShownWithTheirMistakes() throws IOException {
    browser.open("/#/routes");
    browser.see("Every route runs, and no route file has a mistake.");
    Files.createDirectories(routes);
    Path own = Files.writeString(routes.resolve("mine.camel.yaml"), "- nonsense: 1\n");
    try {
      browser.see("Files with mistakes.");
      browser.see("Not in use");
    } finally {
      Files.delete(own);
    }

    browser.see("Every route runs, and no route file has a mistake.");
  }

  @Test
  void instancesAreFoundByName() {
    created("A needle");
    created("Hay");
    browser.open("/#/instances");
    browser.element(By.cssSelector("input[type=search]")).sendKeys("needle");

    browser.seeNot("Hay");
    browser.see("A needle");
  }

  @Test
  void scriptsInNamesAreText() {
    String name = "x' onerror='document.title=1";
    long id = created(name);
    openInstance(id);

    browser.see(name);
  }
}
