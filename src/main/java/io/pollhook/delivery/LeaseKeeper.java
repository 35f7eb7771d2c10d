package io.pollhook.delivery;

import io.pollhook.claim.Lease;
import io.pollhook.log.About;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the claims of lanes whose notification is being handled by a route. The lease covers the
 * deadline of an HTTP callback; a route has no deadline.
 */
final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final LaneStore store;
  private final DeliveryPermits permits;
  private final Lease lease;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, new DefaultThreadFactory("pollhook-leases", true));

  LeaseKeeper(LaneStore store, DeliveryPermits permits, Lease lease) {
    this.store = store;
    this.permits = permits;
    this.lease = lease;
    timer.setRemoveOnCancelPolicy(true);
  }

  /** A claim that is renewed until it is closed. */
  interface Kept extends AutoCloseable {
    @Override
    void close();
  }

  /** Renews the claim until the returned handle is closed. */
  Kept keep(LaneRun run) {
    long every = lease.renewedAfter().toMillis();
    ScheduledFuture<?> renewals =
        timer.scheduleWithFixedDelay(() -> renew(run), every, every, TimeUnit.MILLISECONDS);
    return () -> renewals.cancel(false);
  }

  /** Renews a claim. A lost one is detected when the notification is settled. */
  private void renew(LaneRun run) {
    try {
      long leaseUntil = lease.fromNow();
      if (store.renew(run, leaseUntil)) {
        run.leasedUntil(leaseUntil);
        permits.extend(run.lane());
      }
    } catch (RuntimeException e) {
      About.instance(
          run.instanceId(),
          run.element(),
          () -> LOG.warn("the claim of its notifications could not be renewed; trying again", e));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
