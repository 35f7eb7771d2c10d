package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pollhook.loopback.Response;
import io.pollhook.time.MutableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the faults of the stand-in. */
class FaultsTest {
  private static final String ALICE = "alice@example.com";
  private static final String BOB = "bob@example.com";
  private static final String PROFILE = "/gmail/v1/users/me/profile";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final MutableClock clock = new MutableClock(Instant.parse("2026-05-01T10:00:00Z"));
  private final GoogleStandIn google = new GoogleStandIn(0, clock);
  private final String alice = tokenOf(ALICE);
  private final String bob = tokenOf(BOB);

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void faultHitsOnlyItsRouteAccountAndNumberOfRequests() throws Exception {
    Response limit = ApiErrors.tooManyConcurrent().with("Retry-After", "7");
    ActiveFault fault =
        google
            .on("GET /gmail/*/profile")
            .forAccount(ALICE)
            .after(1)
            .times(2)
            .fail(Fault.answer(limit));

    assertThat(statusOf(BOB, bob)).isEqualTo(200);
    assertThat(statusOf(ALICE, alice)).isEqualTo(200);
    assertThat(get(PROFILE, alice).headers().firstValue("Retry-After")).hasValue("7");
    assertThat(statusOf(ALICE, alice)).isEqualTo(429);
    assertThat(statusOf(ALICE, alice)).isEqualTo(200);
    assertThat(fault.hits()).isEqualTo(2);
  }

  @Test
  void faultLastsUntilCleared() throws Exception {
    ActiveFault fault =
        google.on(PROFILE).fail(Fault.answer(ApiErrors.retryAfter(403, clock.instant())));

    assertThat(get(PROFILE, alice).body()).contains(".  Retry after 2026-05-01T10:00:00.000Z");
    fault.clear();
    assertThat(statusOf(ALICE, alice)).isEqualTo(200);
  }

  @Test
  void connectionIsReset() {
    google.on("*").fail(Fault.reset());

    assertThatThrownBy(() -> get(PROFILE, alice))
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("Connection reset");
  }

  @Test
  void lostResponseFollowsACompletedRequest() {
    String message = google.account(ALICE).mail().receive("hello");
    google.on("DELETE *").fail(Fault.loseAnswer());
    HttpRequest delete =
        request("/gmail/v1/users/me/messages/" + message, fullAccess()).DELETE().build();

    assertThatThrownBy(() -> HTTP.send(delete, BodyHandlers.discarding()))
        .isInstanceOf(IOException.class);
    assertThat(google.account(ALICE).mail().messageIds()).isEmpty();
  }

  @Test
  void requestHangsUntilCleared() throws Exception {
    ActiveFault fault = google.on(PROFILE).fail(Fault.hang());
    CompletableFuture<HttpResponse<String>> answer =
        HTTP.sendAsync(request(PROFILE, alice).build(), BodyHandlers.ofString());
    Awaitility.await().until(() -> fault.hits() == 1);

    assertThat(answer).isNotDone();
    fault.clear();
    assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void requestHangsForAWhile() throws Exception {
    google.on(PROFILE).fail(Fault.hang(Duration.ofMillis(50)));

    assertThat(statusOf(ALICE, alice)).isEqualTo(200);
  }

  @Test
  void slowBodyIsComplete() throws Exception {
    String usual = get(PROFILE, alice).body();
    google.on(PROFILE).fail(Fault.slowBody(Duration.ofMillis(60)));
    long start = System.nanoTime();

    assertThat(get(PROFILE, alice).body()).isEqualTo(usual);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(55));
  }

  @Test
  void endlessBodyDoesNotEnd() throws Exception {
    google.on(PROFILE).fail(Fault.endlessBody());

    try (InputStream body =
        HTTP.send(request(PROFILE, alice).build(), BodyHandlers.ofInputStream()).body()) {
      assertThat(body.readNBytes(5_000_000)).hasSize(5_000_000);
    }
  }

  @Test
  void connectionBreaksInTheMiddleOfTheBody() {
    google.on(PROFILE).fail(Fault.truncatedBody());

    assertThatThrownBy(() -> get(PROFILE, alice)).isInstanceOf(IOException.class);
  }

  @Test
  void brokenJsonIsHalfOfTheBody() throws Exception {
    google.on(PROFILE).fail(Fault.brokenJson());
    String body = get(PROFILE, alice).body();

    assertThatThrownBy(() -> new ObjectMapper().readTree(body))
        .isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void gzipNeedsBothHeaderAndUserAgent() throws Exception {
    HttpRequest request =
        request(PROFILE, alice)
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "test (gzip)")
            .build();
    HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());

    assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(answer.body()).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(get(PROFILE, alice).body());
    google.compress(false);
    assertThat(HTTP.send(request, BodyHandlers.ofString()).body()).contains(ALICE);
  }

  @Test
  void everyResponseHasTheDateOfTheStandInsClock() throws Exception {
    assertThat(get(PROFILE, alice).headers().firstValue("Date"))
        .hasValue("Fri, 01 May 2026 10:00:00 GMT");
    clock.advance(Duration.ofHours(-1));
    assertThat(get("/nowhere", alice).headers().firstValue("Date"))
        .hasValue("Fri, 01 May 2026 09:00:00 GMT");
  }

  @Test
  void requestsAreLoggedWithTheirAccount() throws Exception {
    get(PROFILE, alice);
    get(PROFILE + "?x=1", bob);

    assertThat(google.requests().count("/gmail/*", ALICE)).isEqualTo(1);
    assertThat(google.requests().on("GET " + PROFILE).get(1).account()).isEqualTo(BOB);
    assertThat(google.requests().all().get(1).request().query()).isEqualTo("x=1");
    assertThat(google.requests().all().get(1).at()).isEqualTo(clock.instant());
  }

  private String tokenOf(String email) {
    google.addAccount(email);
    return google.oauth().accessToken(email, OAuth.DEFAULT_SCOPES.toArray(String[]::new));
  }

  private String fullAccess() {
    return google.oauth().accessToken(ALICE, "https://mail.google.com/");
  }

  private int statusOf(String email, String token) throws Exception {
    HttpResponse<String> response = get(PROFILE, token);
    assertThat(response.statusCode() != 200 || response.body().contains(email)).isTrue();
    return response.statusCode();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    return HTTP.send(request(path, token).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(google.gmailUrl() + path))
        .header("Authorization", "Bearer " + token);
  }
}
