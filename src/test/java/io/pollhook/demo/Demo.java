package io.pollhook.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.cli.CallbackListener;
import io.pollhook.google.Account;
import io.pollhook.google.ChangingAccount;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.google.OAuth;
import io.pollhook.process.ApiClient;
import io.pollhook.process.Ports;
import io.pollhook.program.Application;
import io.pollhook.secret.AccountSecrets;
import io.pollhook.secret.OneTimeLink;
import io.pollhook.secret.SignedTokens;
import io.pollhook.settings.Settings;
import io.pollhook.settings.SettingsLoader;
import io.pollhook.store.Databases;
import io.pollhook.store.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/**
 * The README's demo: Pollhook on its embedded database, a stand-in for Google with one account that
 * keeps changing, and a receiver that prints each event. Everything ends with the process.
 */
public final class Demo implements AutoCloseable {
  private static final String ACCOUNT = "demo@example.com";
  private static final String SIGNATURE_KEY = "the demo's key";
  private static final int PREFERRED_PORT = 8080;
  private static final String MINUTES_BETWEEN_POLLS = "0.05";
  private static final int SECONDS_BETWEEN_CHANGES = 1;

  private final GoogleStandIn google = new GoogleStandIn();
  private final CallbackListener receiver =
      new CallbackListener(0, SIGNATURE_KEY, 200, System.out, Clock.systemUTC());
  private final Path directory = Files.createTempDirectory("pollhook-demo-");
  private final URI server = URI.create("http://127.0.0.1:" + Ports.freeOr(PREFERRED_PORT));
  private final Main pollhook = new Main();
  private final Thread thread = new Thread(this::runPollhook, "pollhook");
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final AccountSecrets secrets;
  private final ChangingAccount user;

  /** Starts everything, and creates the two instances. */
  public Demo() throws IOException {
    Settings settings = new SettingsLoader(directory, Map.of(), properties()).load();
    secrets = AccountSecrets.load(settings);
    Clock clock = Clock.systemUTC();
    new Application(settings, secrets, Databases.open(settings, clock), clock).install(pollhook);
    pollhook.setShutdownStrategy(new SimpleMainShutdownStrategy());
    pollhook.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterStart(BaseMainSupport running) {
            started.complete(null);
          }
        });
    thread.start();
    started.join();
    Account account = google.addAccount(ACCOUNT);
    account.calendars().add("team@example.com", "Team");
    user = new ChangingAccount(account, 1);
    create("gmail");
    create("googlesuite");
  }

  private void runPollhook() {
    try {
      pollhook.run();
    } catch (Exception e) {
      started.completeExceptionally(e);
    }
  }

  /** A link that opens the console once. */
  public String consoleLink() {
    return OneTimeLink.issuedAt(Instant.now()).url(new SignedTokens(secrets), server.toString());
  }

  /** The URL of the receiver. */
  public URI callbackUrl() {
    return receiver.url();
  }

  /** Makes a change in the account. */
  public void changeSomething() {
    user.changeSomething();
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("camel.server.port", String.valueOf(server.getPort()));
    properties.setProperty("pollhook.data-dir", directory.toString());
    properties.setProperty("pollhook.poll.minimum-interval", "1s");
    properties.setProperty("pollhook.callback.allowed-networks", "127.0.0.0/8");
    properties.putAll(google.properties());
    return properties;
  }

  /** Runs until SIGINT or SIGTERM. */
  public static void main(String[] args) throws Exception {
    Demo demo = new Demo();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  ended.countDown();
                  demo.close();
                }));
    demo.run(ended);
  }

  private void run(CountDownLatch ended) throws Exception {
    introduce();
    while (!ended.await(SECONDS_BETWEEN_CHANGES, TimeUnit.SECONDS)) {
      changeSomething();
    }
  }

  /** Creates an instance with a body from examples/, with its placeholders filled in. */
  private void create(String element) throws IOException {
    ObjectNode body =
        (ObjectNode) Json.parse(Files.readString(Path.of("examples", element + ".json")));
    body.withObject("/providerData").put("code", google.grantCode(ACCOUNT));
    body.put("name", "Demo of " + element);
    body.withObject("/configuration")
        .put("oauth.api.key", OAuth.CLIENT_ID)
        .put("oauth.api.secret", OAuth.CLIENT_SECRET)
        .put("oauth.callback.url", OAuth.REDIRECT_URI)
        .put("event.notification.callback.url", receiver.url().toString())
        .put("event.notification.signature.key", SIGNATURE_KEY)
        .put("event.poller.refresh_interval", MINUTES_BETWEEN_POLLS);
    new ApiClient(server, secrets.user().get(0), secrets.organization().get(0)).create(body);
  }

  private void introduce() {
    System.out.printf(
        """

        Pollhook   %s/elements/api-v2, polls two instances every 3 s
        Google     %s, a stand-in; the account %s changes every second
        Callback   %s, prints each event below
        Routes     routes/, saved changes take effect at once

        Console    %s

        The console's link works once, within 10 minutes; it shows the two instances. To create a third one there:
          client ID      %s
          client secret  %s
          callback URL   %s
        Or ask the API from another terminal:
          secret() { sed -n "s/^pollhook.$1-secret=//p" %s; }
          curl -H "Authorization: User $(secret user), Organization $(secret organization)" \
        %s/elements/api-v2/instances

        Ctrl-C stops everything.

        """,
        server,
        google.gmailUrl(),
        ACCOUNT,
        receiver.url(),
        consoleLink(),
        OAuth.CLIENT_ID,
        OAuth.CLIENT_SECRET,
        receiver.url(),
        directory.resolve(AccountSecrets.FILE),
        server);
    if (server.getPort() != PREFERRED_PORT) {
      System.out.printf("(Port %d is taken, hence %d.)%n%n", PREFERRED_PORT, server.getPort());
    }
    receiver.printHeader();
  }

  @Override
  public void close() {
    pollhook.completed();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    receiver.close();
    google.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + directory + ": " + e);
    }
  }
}
