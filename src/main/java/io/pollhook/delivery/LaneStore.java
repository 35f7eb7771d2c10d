package io.pollhook.delivery;

import io.pollhook.callback.ConsumerName;
import io.pollhook.delivery.NotificationSql.Front;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Claims lanes and reads their notifications. Settling a claim requires its number, the fence. */
final class LaneStore {
  private final Database database;
  private final InstanceRepository instances;

  LaneStore(Database database, InstanceRepository instances) {
    this.database = database;
    this.instances = instances;
  }

  /**
   * Returns the lanes with the earliest due times, due already or not, except those without a free
   * permit or whose route does not run here.
   */
  List<Lane> first(int limit, DeliveryPermits permits, Consumers consumers) {
    List<String> full = new ArrayList<>(permits.fullHosts());
    full.add(" "); // not a host, but the list must not be empty
    List<String> present = new ArrayList<>(consumers.hosts());
    present.add(" ");
    return database.read(
        handle ->
            LaneSql.in(handle)
                .first(
                    database.now(),
                    full,
                    ConsumerName.HOST + "%",
                    present,
                    permits.hasRoomForSlow() ? 1 : 0,
                    permits.hasRoomForRetries() ? Integer.MAX_VALUE : 0,
                    limit));
  }

  /**
   * Claims the lanes that no other node has claimed since they were read.
   *
   * @param leaseUntil in epoch milliseconds
   */
  List<LaneRun> claim(List<Lane> lanes, long leaseUntil) {
    if (lanes.isEmpty()) {
      return List.of();
    }
    Map<Long, Lane> byInstance =
        lanes.stream().collect(Collectors.toMap(Lane::instanceId, lane -> lane));
    return database
        .write(handle -> LaneSql.in(handle).claim(byInstance.keySet(), database.now(), leaseUntil))
        .stream()
        .map(claim -> new LaneRun(byInstance.get(claim.instanceId()), claim.fence(), leaseUntil))
        .toList();
  }

  /** Renews a claim; false if it was lost. */
  boolean renew(LaneRun run, long leaseUntil) {
    return database.write(
        handle -> LaneSql.in(handle).renew(run.instanceId(), run.fence(), leaseUntil) == 1);
  }

  /**
   * Returns the first notification that the claim has not sent yet; empty if none waits or the
   * claim was lost.
   */
  Optional<Attempt> front(LaneRun run) {
    return database.read(
        handle ->
            NotificationSql.in(handle)
                .front(run.instanceId(), run.fence(), run.lastPlace())
                .flatMap(front -> attempt(handle, run, front)));
  }

  /** Reads, and decrypts, the instance only if it has changed since the last time. */
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
}
