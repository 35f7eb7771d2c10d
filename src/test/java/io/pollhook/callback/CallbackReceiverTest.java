package io.pollhook.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackReceiverTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BODY =
      """
      {"message": {"events": [
        {"elementKey": "gmail", "objectType": "changed-messages", "objectId": "%s",
         "eventType": "CREATED", "date": "2026-05-01T10:00:00Z", "pollDate": "2026-05-01T10:00:09Z"}
      ]}}
      """;

  private final CallbackReceiver receiver = new CallbackReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void bytesAreKeptAndEventsRead() throws Exception {
    post("id-1", BODY.formatted("m1"));

    assertThat(receiver.awaitEvents(1, Duration.ofSeconds(5)))
        .containsExactly(
            new ReceivedEvent(
                "gmail",
                "changed-messages",
                "m1",
                "",
                "CREATED",
                "2026-05-01T10:00:00Z",
                "2026-05-01T10:00:09Z"));
    assertThat(receiver.callbacks().get(0).request().text()).isEqualTo(BODY.formatted("m1"));
  }

  @Test
  void everyAcceptedIdCountsOnce() throws Exception {
    receiver.answer(503, 1);

    List<Integer> statuses =
        List.of(
            post("id-1", BODY.formatted("m1")).statusCode(),
            post("id-1", BODY.formatted("m1")).statusCode(),
            post("id-1", BODY.formatted("m1")).statusCode(),
            post("id-2", BODY.formatted("m2")).statusCode());

    assertThat(statuses).containsExactly(503, 200, 200, 200);
    assertThat(receiver.callbacks()).hasSize(4);
    assertThat(receiver.events()).extracting(ReceivedEvent::objectId).containsExactly("m1", "m2");
    assertThat(receiver.idsWithSeveralBodies()).isEmpty();
  }

  @Test
  void idWithAnotherBodyIsDetected() throws Exception {
    post("id-1", BODY.formatted("m1"));
    post("id-1", BODY.formatted("m2"));

    assertThat(receiver.idsWithSeveralBodies()).containsExactly("id-1");
  }

  @Test
  void resetsAndRecovers() throws Exception {
    receiver.reset();
    assertThatThrownBy(() -> post("id-1", "{}")).isInstanceOf(IOException.class);

    receiver.recover();
    assertThat(post("id-1", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void hangsUntilItRecovers() throws Exception {
    receiver.hang();
    CompletableFuture<HttpResponse<Void>> answer =
        HTTP.sendAsync(request("id-1", "{}"), BodyHandlers.discarding());
    Awaitility.await().until(() -> receiver.callbacks().size() == 1);
    assertThat(answer).isNotDone();

    receiver.recover();
    assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    assertThat(receiver.delivered()).isEmpty();
  }

  @Test
  void redirectsAndAsksToWait() throws Exception {
    receiver.redirect(307, URI.create("http://127.0.0.1/elsewhere"));
    assertThat(post("id-1", "{}").headers().firstValue("Location"))
        .hasValue("http://127.0.0.1/elsewhere");

    receiver.answerRetryAfter(Duration.ofSeconds(3));
    assertThat(post("id-1", "{}").headers().firstValue("Retry-After")).hasValue("3");
  }

  @Test
  void failedWaitShowsTheDeliveredEvents() throws Exception {
    post("id-1", BODY.formatted("m1"));

    assertThatThrownBy(() -> receiver.awaitEvents(2, Duration.ofMillis(20)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("m1");
  }

  private HttpResponse<Void> post(String id, String body) throws Exception {
    return HTTP.send(request(id, body), BodyHandlers.discarding());
  }

  private HttpRequest request(String id, String body) {
    return HttpRequest.newBuilder(receiver.url())
        .header("Elements-Webhook-Id", id)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
