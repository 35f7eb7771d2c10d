package io.pollhook.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.Ports;
import io.pollhook.secret.OneTimeLink;
import io.pollhook.secret.SignedTokens;
import io.pollhook.secret.TestSecrets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A signed-in browser, and the program between a Google stand-in and a callback receiver. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserCase {
  static final String EMAIL = "alice@example.com";

  Browser browser;
  GoogleStandIn google;
  CallbackReceiver receiver;
  RunningPollhook pollhook;
  String server;
  Path routes;

  @BeforeAll
  void start(@TempDir Path directory) {
    routes = directory.resolve("routes");
    int port = Ports.free();
    server = "http://127.0.0.1:" + port;
    browser = Browser.start(server);
    google = new GoogleStandIn();
    google.addAccount(EMAIL);
    receiver = new CallbackReceiver();
    Map<String, String> properties = new HashMap<>(google.properties());
    properties.putAll(TestSecrets.PROPERTIES);
    properties.put("camel.server.port", String.valueOf(port));
    properties.put("pollhook.delivery.retry-schedule", "200ms*2");
    pollhook = RunningPollhook.start(directory, properties);
    signIn();
  }

  /** Signs in with a one-time link. */
  final void signIn() {
    signIn(browser);
  }

  static void signIn(Browser browser) {
    SignedTokens tokens = new SignedTokens(TestSecrets.ACCOUNT);
    browser.open(OneTimeLink.issuedAt(Instant.now()).url(tokens, ""));
    browser.see("Overview");
  }

  @AfterEach
  void pagesLogNoErrors() {
    assertThat(browser.complaints()).isEmpty();
  }

  @AfterAll
  void stop() {
    if (pollhook != null) {
      pollhook.close();
      receiver.close();
      google.close();
    }
    if (browser != null) {
      browser.close();
    }
  }
}
