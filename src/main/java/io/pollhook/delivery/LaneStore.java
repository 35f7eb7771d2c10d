package io.pollhook.delivery;

import io.pollhook.delivery.FailurePolicy.Setback;
import io.pollhook.delivery.FailurePolicy.Step;
import io.pollhook.event.Notification;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.store.Database;
import io.pollhook.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Claims lanes and settles what was sent. Everything that settles first writes the lane's row under
 * the claim's fence: that finds out a claim that has lapsed, and keeps polls from appending
 * meanwhile, so that "nothing waits" stays true until it is committed.
 */
final class LaneStore {
  private record Front(
      long seq,
      long place,
      int number,
      Notification notification,
      String traceparent,
      long revision) {}

  private final Database database;
  private final InstanceRepository instances;
  private final Notices notices;

  LaneStore(Database database, InstanceRepository instances, Notices notices) {
    this.database = database;
    this.instances = instances;
    this.notices = notices;
  }

  /**
   * The lanes that are due first, due yet or not, without those that there is no permit for, or
   * whose route does not run here.
   */
  List<Lane> first(int limit, Permits permits, Consumers consumers) {
    List<String> hosts = new ArrayList<>(permits.fullHosts());
    hosts.add(" "); // no host, and a list must not be empty
    List<String> present = new ArrayList<>(consumers.hosts());
    present.add(" ");
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT instance_id, host, slow, attempts, reported, due_at FROM lanes"
                        + " WHERE active = 1 AND due_at IS NOT NULL AND lease_until <= :now"
                        + " AND host NOT IN (<hosts>)"
                        + " AND (host NOT LIKE :consumer OR host IN (<present>)) AND slow <= :slow AND attempts <= :attempts"
                        + " ORDER BY due_at LIMIT :limit")
                .bind("now", database.now())
                .bindList("hosts", hosts)
                .bind("consumer", ConsumerName.HOST + "%")
                .bindList("present", present)
                .bind("slow", permits.hasRoomForSlow() ? 1 : 0)
                .bind("attempts", permits.hasRoomForRetries() ? Integer.MAX_VALUE : 0)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Lane(
                            row.getLong("instance_id"),
                            row.getString("host"),
                            row.getInt("slow") == 1,
                            row.getInt("attempts") > 0,
                            row.getInt("reported") == 1,
                            row.getLong("due_at")))
                .list());
  }

  /** Takes those that nobody else has taken since they were read. */
  List<LaneRun> claim(List<Lane> lanes, long leaseUntil) {
    if (lanes.isEmpty()) {
      return List.of();
    }
    Map<Long, Lane> byInstance =
        lanes.stream().collect(Collectors.toMap(Lane::instanceId, lane -> lane));
    return database.write(
        handle ->
            handle
                .createQuery(
                    "UPDATE lanes SET fence = fence + 1, lease_until = :leaseUntil"
                        + " WHERE instance_id IN (SELECT instance_id FROM lanes"
                        + " WHERE instance_id IN (<ids>) AND active = 1 AND due_at <= :now"
                        + " AND lease_until <= :now <skipLocked>)"
                        + " RETURNING instance_id, fence")
                .bind("leaseUntil", leaseUntil)
                .bindList("ids", List.copyOf(byInstance.keySet()))
                .bind("now", database.now())
                .map(
                    (row, context) ->
                        new LaneRun(
                            byInstance.get(row.getLong("instance_id")),
                            row.getLong("fence"),
                            leaseUntil))
                .list());
  }

  /**
   * The first notification that the claim has not sent yet; empty if none waits, or the lane is no
   * longer this claim's.
   */
  Optional<Attempt> front(LaneRun run) {
    return database.read(
        handle -> {
          Optional<Front> front =
              handle
                  .select(
                      "SELECT n.seq, n.place, n.attempts, n.id, n.object_type, n.body,"
                          + " n.traceparent, instances.revision FROM notifications n"
                          + " JOIN lanes ON lanes.instance_id = n.instance_id"
                          + " JOIN instances ON instances.id = n.instance_id"
                          + " WHERE n.instance_id = ? AND n.settled_at IS NULL AND n.place > ?"
                          + " AND lanes.fence = ? AND lanes.active = 1 ORDER BY n.place LIMIT 1",
                      run.instanceId(),
                      run.lastPlace(),
                      run.fence())
                  .map(
                      (row, context) ->
                          new Front(
                              row.getLong("seq"),
                              row.getLong("place"),
                              row.getInt("attempts") + 1,
                              new Notification(
                                  row.getString("id"),
                                  objectType(row.getString("object_type")),
                                  row.getBytes("body")),
                              row.getString("traceparent"),
                              row.getLong("revision")))
                  .findOne();
          return front.flatMap(some -> attempt(handle, run, some));
        });
  }

  private static String objectType(String stored) {
    return stored == null ? "" : Json.unkey(stored);
  }

  /** The instance is read, and decrypted, only if it has changed since it was last. */
  private Optional<Attempt> attempt(Handle handle, LaneRun run, Front front) {
    if (run.instance(front.revision()).isEmpty()) {
      instances
          .find(handle, run.instanceId())
          .ifPresent(instance -> run.remember(instance, front.revision()));
    }
    return run.instance(front.revision())
        .map(
            instance ->
                new Attempt(
                    front.seq(),
                    front.place(),
                    front.number(),
                    front.notification(),
                    front.traceparent(),
                    instance));
  }

  /** Extends a claim; false if the lane is no longer this claim's. */
  boolean renew(LaneRun run, long leaseUntil) {
    return database.write(
        handle ->
            handle.execute(
                    "UPDATE lanes SET lease_until = ? WHERE instance_id = ? AND fence = ?",
                    leaseUntil,
                    run.instanceId(),
                    run.fence())
                == 1);
  }

  /** Marks them as delivered; false if the lane is no longer this claim's. */
  boolean delivered(LaneRun run, List<Receipt> receipts, long leaseUntil) {
    return database.write(handle -> delivered(handle, run, receipts, leaseUntil));
  }

  private boolean delivered(Handle handle, LaneRun run, List<Receipt> receipts, long leaseUntil) {
    List<Long> seqs = receipts.stream().map(Receipt::seq).toList();
    int ours =
        handle
            .createUpdate(
                "UPDATE lanes SET attempts = 0, held = 0, slow = 0, parked = 0, last_error = NULL,"
                    + " lease_until = :leaseUntil, waiting = waiting - (SELECT COUNT(*)"
                    + " FROM notifications WHERE seq IN (<seqs>) AND settled_at IS NULL)"
                    + " WHERE instance_id = :instance AND fence = :fence")
            .bind("leaseUntil", leaseUntil)
            .bindList("seqs", seqs)
            .bind("instance", run.instanceId())
            .bind("fence", run.fence())
            .execute();
    if (ours == 1) {
      handle
          .createUpdate(
              "UPDATE notifications SET settled_at = :now, attempts = attempts + 1,"
                  + " last_error = NULL WHERE seq IN (<seqs>) AND settled_at IS NULL")
          .bind("now", database.now())
          .bindList("seqs", seqs)
          .execute();
      AttemptLog.write(handle, receipts);
      reportRecovery(handle, run);
    }
    return ours == 1;
  }

  private void reportRecovery(Handle handle, LaneRun run) {
    if (run.lane().reported() && isMarked(handle, run.instanceId(), false)) {
      instances
          .find(handle, run.instanceId())
          .ifPresent(
              instance ->
                  notices.append(
                      handle,
                      Notices.Type.CALLBACK_RECOVERED,
                      instance,
                      null,
                      "The callback takes notifications again; those that waited are being sent."));
    }
  }

  private void reportHold(Handle handle, Instance instance, String error) {
    if (isMarked(handle, instance.id(), true)) {
      notices.append(
          handle,
          Notices.Type.CALLBACK_HELD,
          instance,
          null,
          ("The callback is held: %s. Notifications wait. It is tried every ten minutes; release it"
                  + " to try at once.")
              .formatted(error));
    }
  }

  /** Notes whether operators know that the callback is held; returns whether that is news. */
  private static boolean isMarked(Handle handle, long instanceId, boolean held) {
    return handle.execute(
            "UPDATE lanes SET reported = ? WHERE instance_id = ? AND reported = ?",
            held ? 1 : 0,
            instanceId,
            held ? 0 : 1)
        == 1;
  }

  /**
   * Puts the lane off until its next attempt, or parks the notification, counted from the failures
   * in the row: a lane that was activated meanwhile starts over. Empty if the lane was no longer
   * this claim's.
   *
   * @param delivered what it delivered before
   */
  Optional<Step> failed(
      LaneRun run,
      List<Receipt> delivered,
      Attempt attempt,
      Receipt receipt,
      FailurePolicy policy) {
    Outcome outcome = receipt.outcome();
    return database.write(
        handle -> {
          if (!delivered.isEmpty()) {
            delivered(handle, run, delivered, run.leaseUntil());
          }
          Optional<Step> step =
              handle
                  .select(
                      "UPDATE lanes SET attempts = attempts + 1, slow = ?, last_error = ?"
                          + " WHERE instance_id = ? AND fence = ?"
                          + " RETURNING attempts, held, parked",
                      outcome.timedOut() ? 1 : 0,
                      outcome.error(),
                      run.instanceId(),
                      run.fence())
                  .map(
                      (row, context) ->
                          new Setback(
                              row.getInt("attempts"),
                              row.getInt("held") == 1,
                              row.getInt("parked")))
                  .findOne()
                  .map(setback -> policy.after(setback, outcome, parks(attempt)));
          step.ifPresent(some -> putOff(handle, run, receipt, some));
          if (step.isPresent() && step.get().held()) {
            reportHold(handle, attempt.instance(), outcome.error());
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

  private void putOff(Handle handle, LaneRun run, Receipt receipt, Step step) {
    int parked = step.parked() ? 1 : 0;
    handle.execute(
        "UPDATE notifications SET attempts = attempts + 1, last_error = ?, failed = ?,"
            + " settled_at = ? WHERE seq = ? AND settled_at IS NULL",
        receipt.outcome().error(),
        parked,
        step.parked() ? database.now() : null,
        receipt.seq());
    AttemptLog.write(handle, List.of(receipt));
    handle.execute(
        "UPDATE lanes SET held = ?, parked = parked + ?, waiting = waiting - ?,"
            + " attempts = CASE WHEN ? = 1 THEN 0 ELSE attempts END WHERE instance_id = ?",
        step.held() ? 1 : 0,
        parked,
        parked,
        parked,
        run.instanceId());
    rest(handle, run.instanceId(), database.now() + step.pause().toMillis());
  }

  /**
   * Ends a claim and marks as delivered what it has sent last; returns whether more waits, which is
   * due now.
   */
  boolean giveBack(LaneRun run, List<Receipt> delivered) {
    return database.write(
        handle -> {
          boolean ours =
              delivered.isEmpty()
                  ? release(handle, run)
                  : delivered(handle, run, delivered, database.now());
          boolean more = ours && anyWaits(handle, run.instanceId());
          if (ours) {
            rest(handle, run.instanceId(), more ? database.now() : null);
          }
          return more;
        });
  }

  private static boolean release(Handle handle, LaneRun run) {
    return handle.execute(
            "UPDATE lanes SET lease_until = 0 WHERE instance_id = ? AND fence = ?",
            run.instanceId(),
            run.fence())
        == 1;
  }

  private static boolean anyWaits(Handle handle, long instanceId) {
    return handle
        .select(
            "SELECT 1 FROM notifications WHERE instance_id = ? AND settled_at IS NULL LIMIT 1",
            instanceId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static void rest(Handle handle, long instanceId, Long dueAt) {
    handle.execute(
        "UPDATE lanes SET lease_until = 0, due_at = ? WHERE instance_id = ?", dueAt, instanceId);
  }
}
