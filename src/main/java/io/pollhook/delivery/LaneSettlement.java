package io.pollhook.delivery;

import io.pollhook.delivery.FailurePolicy.Step;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Database;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Settles the attempts of a claim. Each method first updates the lane's row under the claim's
 * fence. That detects a lost claim and keeps polls from appending, so that "no notification waits"
 * stays true until the commit.
 */
final class LaneSettlement {
  private final Database database;
  private final FailurePolicy policy;
  private final LaneNotices notices;

  LaneSettlement(Database database, FailurePolicy policy, LaneNotices notices) {
    this.database = database;
    this.policy = policy;
    this.notices = notices;
  }

  /** Marks notifications as delivered; false if the claim was lost. */
  boolean delivered(LaneRun run, List<Receipt> receipts, long leaseUntil) {
    return database.write(handle -> delivered(handle, run, receipts, leaseUntil));
  }

  private boolean delivered(Handle handle, LaneRun run, List<Receipt> receipts, long leaseUntil) {
    List<Long> seqs = receipts.stream().map(Receipt::seq).toList();
    int ours = LaneSql.in(handle).delivered(run.instanceId(), run.fence(), seqs, leaseUntil);
    if (ours == 1) {
      NotificationSql.in(handle).delivered(seqs, database.now());
      AttemptLog.write(handle, receipts);
      notices.delivered(handle, run.lane());
    }
    return ours == 1;
  }

  /**
   * Postpones the lane until its next attempt, or parks the notification. The failures are counted
   * in the row, so a lane activated in the meantime starts over. Returns empty if the claim was
   * lost.
   *
   * @param delivered the notifications that the claim delivered before
   */
  Optional<Step> failed(LaneRun run, List<Receipt> delivered, Attempt attempt, Receipt receipt) {
    AttemptResult result = receipt.outcome();
    return database.write(
        handle -> {
          if (!delivered.isEmpty()) {
            delivered(handle, run, delivered, run.leaseUntil());
          }
          Optional<Step> step =
              LaneSql.in(handle)
                  .failed(run.instanceId(), run.fence(), result.timedOut() ? 1 : 0, result.error())
                  .map(setback -> policy.after(setback, result, parks(attempt)));
          step.ifPresent(some -> postpone(handle, run, receipt, some));
          if (step.isPresent() && step.get().held()) {
            notices.held(handle, attempt.instance(), result.error());
          }
          return step;
        });
  }

  private static boolean parks(Attempt attempt) {
    return attempt
        .instance()
        .configuration()
        .text(InstanceConfiguration.FAILURE_POLICY)
        .map(policy -> policy.strip().equalsIgnoreCase("park"))
        .orElse(false);
  }

  private void postpone(Handle handle, LaneRun run, Receipt receipt, Step step) {
    NotificationSql.in(handle)
        .failed(receipt.seq(), receipt.outcome().error(), step.parked() ? database.now() : null);
    AttemptLog.write(handle, List.of(receipt));
    LaneSql lanes = LaneSql.in(handle);
    lanes.follow(run.instanceId(), step.held() ? 1 : 0, step.parked() ? 1 : 0);
    lanes.rest(run.instanceId(), database.now() + step.pause().toMillis());
  }

  /**
   * Ends a claim and marks its last notifications as delivered; returns whether further
   * notifications wait, which are due now.
   */
  boolean giveBack(LaneRun run, List<Receipt> delivered) {
    return database.write(
        handle -> {
          LaneSql lanes = LaneSql.in(handle);
          boolean ours =
              delivered.isEmpty()
                  ? lanes.release(run.instanceId(), run.fence()) == 1
                  : delivered(handle, run, delivered, database.now());
          boolean more = ours && NotificationSql.in(handle).isAnyWaiting(run.instanceId());
          if (ours) {
            lanes.rest(run.instanceId(), more ? database.now() : null);
          }
          return more;
        });
  }
}
