package io.pollhook.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.google.ApiErrors;
import io.pollhook.google.Fault;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.process.PollhookProcess;
import io.pollhook.store.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures the lines and bytes that the packaged program logs with 1,000 instances: healthy, with
 * 100 failing providers, and with 100 failing callbacks; for docs/operations.md.
 */
final class LogVolume {
  private static final int INSTANCES = 1_000;
  private static final int FAILING = 100;
  private static final double INTERVAL_SECONDS = 3;
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private LogVolume() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "log-volume");
    try (GoogleStandIn google = new GoogleStandIn();
        CallbackReceiver healthy = new CallbackReceiver();
        CallbackReceiver failing = new CallbackReceiver()) {
      Map<String, String> properties = new HashMap<>(google.properties());
      try (PollhookProcess pollhook = PollhookProcess.start(directory, properties).awaitReady()) {
        for (int i = 0; i < INSTANCES; i++) {
          google.addAccount(email(i));
          String callback = (i < FAILING ? failing : healthy).url().toString();
          pollhook.api().create(body(google, email(i), callback));
        }
        measure("healthy", pollhook, google);
        for (int i = 0; i < FAILING; i++) {
          google.on("GET *").forAccount(email(i)).fail(Fault.answer(ApiErrors.htmlPage(503)));
        }
        measure("100 whose provider fails", pollhook, google);
        google.clearFaults();
        TimeUnit.SECONDS.sleep(70); // their back-off ends
        failing.answer(503);
        measure("100 whose callback fails", pollhook, google);
      }
    }
  }

  private static String email(int account) {
    return "user" + account + "@example.com";
  }

  private static ObjectNode body(GoogleStandIn google, String email, String callback) {
    return RunningPollhook.body(
        google,
        email,
        "gmail",
        callback,
        INTERVAL_SECONDS,
        Json.parse("{\"changed-messages\": {\"url\": \"/hubs/general/changed-messages\"}}"));
  }

  /** Sends every account a mail at the beginning. */
  private static void measure(String what, PollhookProcess pollhook, GoogleStandIn google)
      throws InterruptedException {
    String before = pollhook.output();
    int requests = google.requests().count("GET *");
    for (int i = 0; i < INSTANCES; i++) {
      google.account(email(i)).mail().receive("Mail");
    }
    TimeUnit.MILLISECONDS.sleep(WINDOW.toMillis());
    String logged = pollhook.output().substring(before.length());
    System.out.printf(
        "%s: %d requests in %d s; %d lines, %d bytes%n",
        what,
        google.requests().count("GET *") - requests,
        WINDOW.toSeconds(),
        logged.lines().count(),
        logged.length());
    logged.lines().limit(2).forEach(line -> System.out.println("  " + line));
  }
}
