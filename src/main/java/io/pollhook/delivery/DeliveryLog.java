package io.pollhook.delivery;

import io.pollhook.delivery.FailurePolicy.Step;
import io.pollhook.instance.Instance;
import io.pollhook.log.Troubles;
import io.pollhook.log.Waits;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a person should know about deliveries: that a callback starts to fail, fails for
 * another reason, is held, or works again. A failure is not logged if it is the same as the
 * previous one. The thread's {@link io.pollhook.log.About subject} is the instance.
 */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
  private static final int MOST = 100_000;

  /** The subject for notices, which belong to no callback. */
  private static final String NOTICES = "notices";

  private final Troubles troubles;

  DeliveryLog(Clock clock) {
    this.troubles = new Troubles(MOST, clock);
  }

  /** Logs a failed attempt that is going to be repeated. */
  void failed(Instance instance, String error, Step step) {
    String text =
        "the callback failed: %s; %s"
            .formatted(
                error,
                step.held()
                    ? "it is held, notifications wait, and it is tried again"
                    : "trying again");
    troubles
        .occurred(instance.id(), text)
        .ifPresent(
            news ->
                LOG.warn(
                    "{} {}, not logged again while the reason stays the same",
                    news,
                    Waits.text(step.pause())));
  }

  /** Logs a parked notification; every one of them, because a person may want to redeliver it. */
  void parked(Attempt attempt, String error, Step step) {
    LOG.warn(
        "the notification {} is parked after too many failed attempts: {}."
            + " It can be redelivered. {}",
        attempt.notification().id(),
        error,
        step.held()
            ? "Five were parked in a row, so the callback is held"
            : "Continuing with the next notification");
  }

  /** Logs that a callback works again. */
  void delivered(Instance instance) {
    troubles
        .resolved(instance.id())
        .ifPresent(times -> LOG.info("the callback works again; it failed {}", times));
  }

  /** Logs a notice for operators that could not be sent. */
  void noticeFailed(String error, Duration wait) {
    troubles
        .occurred(NOTICES, error)
        .ifPresent(
            news ->
                LOG.warn(
                    "a notice could not be sent to pollhook.operations.url: {}; trying again {},"
                        + " not logged again while the reason stays the same",
                    news,
                    Waits.text(wait)));
  }

  /** Logs a notice that is given up, with its content, because nobody will receive it. */
  void noticeDropped(Notices.Waiting notice, int attempts, String error) {
    LOG.warn(
        "a notice is dropped after {} failed attempts to send it to pollhook.operations.url: {}."
            + " Continuing with the next notice. It was: {}",
        attempts,
        error,
        notice.body());
  }

  /** Logs the number of notices that were deleted because of their age. */
  void noticesExpired(int count) {
    if (count > 0) {
      LOG.warn(
          "{} notices older than pollhook.event.retention are dropped, because they could not be"
              + " sent to pollhook.operations.url",
          count);
    }
  }

  /** Logs that notices can be sent again. */
  void noticeSent() {
    troubles
        .resolved(NOTICES)
        .ifPresent(times -> LOG.info("notices can be sent again; sending failed {}", times));
  }
}
