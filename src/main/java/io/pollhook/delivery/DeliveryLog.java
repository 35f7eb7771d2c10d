package io.pollhook.delivery;

import io.pollhook.delivery.FailurePolicy.Step;
import io.pollhook.instance.Instance;
import io.pollhook.log.Troubles;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what a person should know about deliveries: that a callback begins to fail, fails in another
 * way, is held, or works again. An attempt that fails as the one before it is not logged.
 */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
  private static final int MOST = 100_000;

  /** The trouble that is not of one callback. */
  private static final String NOTICES = "notices";

  private final Troubles troubles;

  DeliveryLog(Clock clock) {
    this.troubles = new Troubles(MOST, clock);
  }

  /** An attempt failed, and is repeated. */
  void failed(Instance instance, String error, Step step) {
    String text =
        "instance %d (%s): the callback failed: %s; %s"
            .formatted(
                instance.id(),
                instance.elementKey(),
                error,
                step.held()
                    ? "it is held, notifications wait, and it is tried again"
                    : "trying again");
    troubles
        .met(instance.id(), text)
        .ifPresent(
            news ->
                LOG.warn(
                    "{} in {} s, not logged again while it is the same",
                    news,
                    step.pause().toSeconds()));
  }

  /** A notification is given up; each is logged, because a person may want to redeliver it. */
  void parked(Attempt attempt, String error, Step step) {
    LOG.warn(
        "instance {} ({}): the notification {} is parked after too many failed attempts: {}."
            + " It can be redelivered. {}",
        attempt.instance().id(),
        attempt.instance().elementKey(),
        attempt.notification().id(),
        error,
        step.held()
            ? "Five were parked in a row: the callback is held"
            : "The next notification is sent");
  }

  /** The callback took a notification. */
  void delivered(Instance instance) {
    troubles
        .ended(instance.id())
        .ifPresent(
            times ->
                LOG.info(
                    "instance {} ({}): the callback works again; it failed {}",
                    instance.id(),
                    instance.elementKey(),
                    times));
  }

  /** A notice for operators could not be sent. */
  void noticeFailed(String error, Duration wait) {
    troubles
        .met(NOTICES, error)
        .ifPresent(
            news ->
                LOG.warn(
                    "a notice cannot be sent to pollhook.operations.url: {}; trying again in {} s,"
                        + " not logged again while it is the same",
                    news,
                    wait.toSeconds()));
  }

  /** A notice for operators was sent. */
  void noticeSent() {
    troubles
        .ended(NOTICES)
        .ifPresent(times -> LOG.info("notices are sent again; sending failed {}", times));
  }
}
