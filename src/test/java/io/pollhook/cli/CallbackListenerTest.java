package io.pollhook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CallbackListenerTest {
  private static final String NOTIFICATION =
      """
      {"message": {"raw": {"objectType": "events", "events": [{"summary": "Lunch\\u001b[2J"}]},
        "events": [{"elementKey": "googlesuite", "objectType": "events", "eventType": "UPDATED",
          "objectId": "e1"}]}}""";
  private static final String BATCH =
      """
      [{"type": "pollhook.gmail.created", "objecttype": "labels", "subject": "l1",
        "data": {"name": "Inbox"}}]""";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private CallbackListener listener;

  private int post(String key, int status, String body, String signature) throws Exception {
    listener =
        new CallbackListener(
            0,
            key,
            status,
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            Clock.systemUTC());
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(listener.url())
                .header("Elements-Webhook-Id", "id-1")
                .header("Elements-Webhook-Signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @Test
  void printsEachEventOnALineWithoutControlCharacters() throws Exception {
    assertThat(post(null, 200, NOTIFICATION, "none")).isEqualTo(200);

    assertThat(printed().lines()).hasSize(1);
    assertThat(printed().split("\\s+"))
        .containsSubsequence("googlesuite", "events", "UPDATED", "e1", "Lunch?[2J");
  }

  @Test
  void printsCloudEvents() throws Exception {
    assertThat(post(null, 200, BATCH, "none")).isEqualTo(200);

    assertThat(printed().split("\\s+"))
        .containsSubsequence("gmail", "labels", "created", "l1", "Inbox");
  }

  @Test
  void refusesASignatureOfAnotherKey() throws Exception {
    assertThat(post("key", 200, NOTIFICATION, "sha256=AAAA")).isEqualTo(401);

    assertThat(printed()).contains("id-1: the signature does not match").doesNotContain("Lunch");
  }

  @Test
  void acceptsASignatureOfItsKey() throws Exception {
    String signature = "sha256=p3dyTZQ+tI3Gm8qKSm1XoE2z+ex+HeTlgehgJlvfMDI=";

    assertThat(post("key", 200, "{}", signature)).isEqualTo(200);
  }

  @Test
  void answersWithTheGivenStatus() throws Exception {
    assertThat(post(null, 503, NOTIFICATION, "none")).isEqualTo(503);

    assertThat(printed()).contains("Lunch").contains("id-1: answered 503");
  }

  @Test
  void reportsRequestsThatAreNotNotifications() throws Exception {
    assertThat(post(null, 200, "hello", "none")).isEqualTo(200);

    assertThat(printed()).contains("not a Pollhook notification");
  }

  @Test
  void takenPortIsReported() throws IOException {
    listener = new CallbackListener(0, null, 200, System.out, Clock.systemUTC());
    Listen listen = new Listen(Terminal.ofThisProcess(), Clock.systemUTC());
    int taken = listener.url().getPort();

    int exit =
        new CommandLine(listen)
            .setExecutionExceptionHandler(new Failure())
            .execute("--port", String.valueOf(taken));

    assertThat(exit).isEqualTo(1);
  }
}
