package io.pollhook.api;

import io.pollhook.change.MalformedPageException;
import io.pollhook.http.CallFailure;
import io.pollhook.oauth.NeedsReauthorizationException;
import io.pollhook.oauth.ProviderUnavailableException;
import io.pollhook.poll.HubCall;
import io.pollhook.poll.PostponedException;
import io.pollhook.provisioning.Problem;
import io.pollhook.routing.ReplacedRoute;
import io.pollhook.source.ProviderException;
import java.io.IOException;
import java.time.Duration;

/** Turns the failures of a provider into the errors that callers get. */
final class HubProblems {
  /** The wait if the provider does not give one. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private HubProblems() {}

  /** Returns the problem to throw, or an unexpected cause unchanged. */
  static Throwable of(HubCall hub, Throwable cause) {
    String element = hub.call().subject().element().key();
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof PostponedException e) {
      return Problem.of(429, "the budget of calls to " + element + " is spent for now")
          .withRetryAfter(e.waitTime());
    }
    if (cause instanceof NeedsReauthorizationException e) {
      return forbidden(element, e.getMessage());
    }
    if (cause instanceof ProviderUnavailableException e) {
      Problem problem = failed(element, e.getMessage());
      return e.retryAfter().map(problem::withRetryAfter).orElse(problem);
    }
    if (cause instanceof ProviderException e) {
      return refusal(element, e);
    }
    if (ReplacedRoute.explains(cause)) {
      return Problem.of(503, "the route of this call is being replaced; repeat the call");
    }
    return cause instanceof IOException || cause instanceof MalformedPageException
        ? failed(
            element,
            cause instanceof IOException ? CallFailure.describe(cause) : cause.getMessage())
        : cause;
  }

  private static Problem refusal(String element, ProviderException e) {
    return switch (e.meaning()) {
      case RATE_LIMITED ->
          Problem.of(429, element + " limits the rate of calls")
              .withProviderMessage(e.getMessage())
              .withRetryAfter(e.retryAfter().isZero() ? A_MINUTE : e.retryAfter());
      case UNAUTHORIZED, NEEDS_REAUTHENTICATION -> forbidden(element, e.getMessage());
      case CURSOR_REFUSED ->
          Problem.invalid(element + " no longer knows this page or date")
              .withProviderMessage(e.getMessage());
      case UNAVAILABLE -> failed(element, e.getMessage());
      case REFUSED ->
          e.status() / 100 == 4
              ? Problem.of(e.status(), element + " refused the call")
                  .withProviderMessage(e.getMessage())
              : failed(element, e.getMessage());
    };
  }

  private static Problem forbidden(String element, String reason) {
    return Problem.of(403, "the account must be connected to " + element + " again: " + reason)
        .withProviderMessage(reason);
  }

  private static Problem failed(String element, String reason) {
    return Problem.of(502, element + " did not return what was asked for")
        .withProviderMessage(reason);
  }
}
