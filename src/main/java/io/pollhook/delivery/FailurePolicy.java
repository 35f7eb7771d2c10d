package io.pollhook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Decides how to proceed after a failed attempt: retry after the schedule's wait, hold the
 * callback, or park the notification so that the next one can be sent.
 */
final class FailurePolicy {
  /** The most attempts at a refused notification under the policy {@code park}. */
  static final int MOST_REFUSALS = 10;

  /**
   * The number of parked notifications in a row after which the callback, not the notifications, is
   * at fault and is held.
   */
  static final int MOST_PARKED_IN_A_ROW = 5;

  private final RetrySchedule schedule;

  FailurePolicy(RetrySchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * The state of a lane after a failed attempt.
   *
   * @param instanceId the instance whose lane it is
   * @param failures the number of failed attempts in a row, including this one
   * @param held whether the callback was already held
   * @param parked the number of notifications parked in a row before
   */
  record Setback(long instanceId, int failures, boolean held, int parked) {}

  /** Reads a setback from the lane's row. */
  public static final class SetbackMapper implements RowMapper<Setback> {
    @Override
    public Setback map(ResultSet row, StatementContext context) throws SQLException {
      return new Setback(
          row.getLong("instance_id"),
          row.getInt("attempts"),
          row.getInt("held") == 1,
          row.getInt("parked"));
    }
  }

  /**
   * The next step after a failure.
   *
   * @param parked whether the notification is parked
   * @param held whether the callback is held from now on
   * @param pause until the next attempt
   */
  record Step(boolean parked, boolean held, Duration pause) {}

  /**
   * Returns the next step.
   *
   * @param parks whether the instance parks notifications instead of holding its callback
   */
  Step after(Setback setback, AttemptResult outcome, boolean parks) {
    if (parks && outcome.isRefusal() && isWornOut(setback)) {
      return setback.parked() + 1 < MOST_PARKED_IN_A_ROW
          ? new Step(true, false, Duration.ZERO)
          : new Step(
              true,
              true,
              schedule.rareProbe(setback.failures(), setback.instanceId(), Optional.empty()));
    }
    boolean held = setback.held() || outcome.isGone() || schedule.isUsedUpAfter(setback.failures());
    return new Step(false, held, pause(setback, outcome, held));
  }

  /** A callback that is down is tried more often than one that works and wants nothing more. */
  private Duration pause(Setback setback, AttemptResult outcome, boolean held) {
    int failures = setback.failures();
    long who = setback.instanceId();
    if (outcome.isGone() || (outcome.isRefusal() && parkedItsMost(setback))) {
      return schedule.rareProbe(failures, who, outcome.retryAfter());
    }
    return held
        ? schedule.probe(failures, who, outcome.retryAfter())
        : schedule.after(failures, who, outcome.retryAfter());
  }

  private static boolean parkedItsMost(Setback setback) {
    return setback.parked() >= MOST_PARKED_IN_A_ROW;
  }

  private boolean isWornOut(Setback setback) {
    return !parkedItsMost(setback)
        && (setback.failures() >= MOST_REFUSALS || schedule.isUsedUpAfter(setback.failures()));
  }
}
