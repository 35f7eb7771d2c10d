package io.pollhook.delivery;

import io.pollhook.hook.HookFailedException;
import io.pollhook.http.CallFailure;
import io.pollhook.http.DeadlineExceededException;
import io.pollhook.http.RetryAfter;
import io.pollhook.log.Causes;
import io.pollhook.log.Shortened;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;

/** Reads an attempt's result from its exchange; a bean of the delivery route. */
public final class CallbackOutcome {
  private static final int LONGEST_ERROR = 500;

  private final Clock clock;

  CallbackOutcome(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns the result of a callback that answered: 2xx means delivered, anything else, redirects
   * included, means failed. Without a status, a user's own step sent the notification elsewhere,
   * which counts as delivered.
   */
  public AttemptResult answered(
      @Header(Exchange.HTTP_RESPONSE_CODE) Integer status,
      @Header("Retry-After") Object retryAfter,
      Exchange exchange) {
    String answer = status == null ? null : AnswerExcerpt.text(exchange.getMessage());
    return status == null || (status >= 200 && status < 300)
        ? AttemptResult.accepted(status, answer)
        : new AttemptResult(
            status,
            "the callback answered " + status,
            false,
            Optional.ofNullable(retryAfter)
                .flatMap(value -> RetryAfter.parse(value.toString(), clock.instant()))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait),
            answer);
  }

  /** Returns the result of a callback that did not answer, or could not be called. */
  public AttemptResult failed(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    if (failure instanceof ConsumerAbsentException) {
      return AttemptResult.absent();
    }
    boolean timedOut =
        Causes.of(failure)
            .anyMatch(
                cause ->
                    cause instanceof SocketTimeoutException
                        || cause instanceof DeadlineExceededException);
    return AttemptResult.unanswered(describe(failure), timedOut);
  }

  private static String describe(Exception failure) {
    boolean isOurs =
        failure instanceof ConsumerFailedException
            || failure instanceof HookFailedException
            || failure instanceof IllegalArgumentException;
    return bounded(
        isOurs && failure.getMessage() != null
            ? failure.getMessage()
            : CallFailure.describe(failure));
  }

  private static String bounded(String text) {
    return Shortened.to(LONGEST_ERROR, text.replaceAll("\\p{Cntrl}", " "));
  }
}
