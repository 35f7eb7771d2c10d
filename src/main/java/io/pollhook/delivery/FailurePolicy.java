package io.pollhook.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Decides what follows a failed attempt: another one after the schedule's wait, a held callback, or
 * a parked notification that lets the next one go out.
 */
final class FailurePolicy {
  /** With the policy {@code park}, a refused notification is tried at most this often. */
  static final int MOST_REFUSALS = 10;

  /** So many in a row are not the notifications' fault: the callback is held. */
  static final int MOST_PARKED_IN_A_ROW = 5;

  private final RetrySchedule schedule;

  FailurePolicy(RetrySchedule schedule) {
    this.schedule = schedule;
  }

  /**
   * A lane whose attempt failed.
   *
   * @param failures attempts in a row that failed, this one included
   * @param held whether the callback was held before
   * @param parked notifications parked in a row before
   */
  record Setback(int failures, boolean held, int parked) {}

  /** Reads it from the lane's row. */
  public static final class SetbackMapper implements RowMapper<Setback> {
    @Override
    public Setback map(ResultSet row, StatementContext context) throws SQLException {
      return new Setback(row.getInt("attempts"), row.getInt("held") == 1, row.getInt("parked"));
    }
  }

  /**
   * What follows.
   *
   * @param parked whether the notification is given up
   * @param held whether the callback is held from now on
   * @param pause until the next attempt
   */
  record Step(boolean parked, boolean held, Duration pause) {}

  /**
   * Decides.
   *
   * @param parks whether the instance parks notifications instead of holding its callback
   */
  Step after(Setback setback, AttemptResult outcome, boolean parks) {
    if (parks && outcome.isRefusal() && isWornOut(setback)) {
      return setback.parked() + 1 < MOST_PARKED_IN_A_ROW
          ? new Step(true, false, Duration.ZERO)
          : new Step(true, true, schedule.probe(Optional.empty()));
    }
    boolean held = setback.held() || outcome.isGone() || schedule.isUsedUpAfter(setback.failures());
    Duration pause =
        held
            ? schedule.probe(outcome.retryAfter())
            : schedule.after(setback.failures(), outcome.retryAfter());
    return new Step(false, held, pause);
  }

  private boolean isWornOut(Setback setback) {
    return setback.parked() < MOST_PARKED_IN_A_ROW
        && (setback.failures() >= MOST_REFUSALS || schedule.isUsedUpAfter(setback.failures()));
  }
}
