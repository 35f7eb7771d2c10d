package io.pollhook.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.gmail.Gmail;
import io.pollhook.loopback.Response;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Google's own client reads code, reason and message from every error body. */
class ErrorBodiesTest {
  private final GoogleStandIn google = new GoogleStandIn();
  private final Gmail client = GoogleClients.gmail(google, "any");

  @AfterEach
  void stop() {
    google.close();
  }

  static Stream<Arguments> bodies() {
    Instant end = Instant.parse("2026-05-01T10:00:00.5Z");
    return Stream.of(
        arguments(ApiErrors.unauthenticated(), 401, "authError"),
        arguments(ApiErrors.insufficientScopes(), 403, "insufficientPermissions"),
        arguments(ApiErrors.userQuotaExceeded(), 403, "rateLimitExceeded"),
        arguments(ApiErrors.retryAfter(403, end), 403, "userRateLimitExceeded"),
        arguments(ApiErrors.retryAfter(429, end), 429, "userRateLimitExceeded"),
        arguments(ApiErrors.tooManyConcurrent(), 429, "rateLimitExceeded"),
        arguments(ApiErrors.dailyLimitExceeded(), 403, "dailyLimitExceeded"),
        arguments(ApiErrors.domainPolicy(), 403, "domainPolicy"),
        arguments(ApiErrors.accessNotConfigured(), 403, "accessNotConfigured"),
        arguments(ApiErrors.mailNotEnabled(), 400, "failedPrecondition"),
        arguments(ApiErrors.invalidArgument("bad"), 400, "invalidArgument"),
        arguments(ApiErrors.notFound(), 404, "notFound"),
        arguments(ApiErrors.forbidden("no"), 403, "forbidden"),
        arguments(ApiErrors.backendError(500), 500, "backendError"),
        arguments(ApiErrors.backendError(503), 503, "backendError"),
        arguments(CalendarErrors.authError(), 401, "authError"),
        arguments(CalendarErrors.invalidParameter("q", "bad"), 400, "invalidParameter"),
        arguments(CalendarErrors.userRateLimitExceeded(), 403, "userRateLimitExceeded"),
        arguments(CalendarErrors.rateLimitExceeded(403), 403, "rateLimitExceeded"),
        arguments(CalendarErrors.rateLimitExceeded(429), 429, "rateLimitExceeded"),
        arguments(CalendarErrors.quotaExceeded(), 403, "quotaExceeded"),
        arguments(CalendarErrors.forbidden(), 403, "forbidden"),
        arguments(CalendarErrors.notFound(), 404, "notFound"),
        arguments(CalendarErrors.fullSyncRequired(), 410, "fullSyncRequired"),
        arguments(CalendarErrors.updatedMinTooLongAgo(), 410, "updatedMinTooLongAgo"),
        arguments(CalendarErrors.deleted(), 410, "deleted"),
        arguments(CalendarErrors.backendError(500), 500, "backendError"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void errorBodyIsUnderstood(Response response, int status, String reason) {
    GoogleJsonResponseException refusal = refusedWith(response);

    assertThat(refusal.getStatusCode()).isEqualTo(status);
    assertThat(refusal.getDetails().getCode()).isEqualTo(status);
    assertThat(refusal.getDetails().getMessage()).isNotBlank();
    assertThat(refusal.getDetails().getErrors().get(0).getReason()).isEqualTo(reason);
  }

  @Test
  void messageContainsTheEndOfTheWait() {
    Instant end = Instant.parse("2026-05-01T10:00:00.5Z");

    assertThat(refusedWith(ApiErrors.retryAfter(429, end)).getDetails().getMessage())
        .isEqualTo("User-rate limit exceeded.  Retry after 2026-05-01T10:00:00.500Z");
  }

  @Test
  void pageOfTheFrontEndIsNotJson() {
    GoogleJsonResponseException refusal = refusedWith(ApiErrors.htmlPage(502));

    assertThat(refusal.getStatusCode()).isEqualTo(502);
    assertThat(refusal.getDetails()).isNull();
  }

  private GoogleJsonResponseException refusedWith(Response response) {
    google.on("*").fail(Fault.answer(response));
    return catchThrowableOfType(
        GoogleJsonResponseException.class, () -> client.users().getProfile("me").execute());
  }
}
