package io.pollhook.poll;

import io.pollhook.claim.Lease;
import io.pollhook.feed.Feed;
import io.pollhook.feed.FeedRepository;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the first look of new feeds while the caller waits, so that every change made after the
 * response is detected.
 */
final class Baselines {
  private static final Logger LOG = LoggerFactory.getLogger(Baselines.class);
  private static final int AT_ONCE = 4;
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final FeedRepository feeds;
  private final PollPermits permits;
  private final ExecutorService threads;
  private final Consumer<Feed> pollRoute;
  private final Lease lease;

  Baselines(
      FeedRepository feeds,
      PollPermits permits,
      ExecutorService threads,
      Consumer<Feed> pollRoute,
      Lease lease) {
    this.feeds = feeds;
    this.permits = permits;
    this.threads = threads;
    this.pollRoute = pollRoute;
    this.lease = lease;
  }

  /**
   * Takes the first looks of an instance. A feed that could not be read in time stays pending: it
   * will report changes made after this call ended, as far as the provider's dates show them.
   */
  void take(long instanceId, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    try {
      while (feeds.hasPending(instanceId) && System.nanoTime() < deadline) {
        List<Feed> claimed =
            permits.claimFirstLooks(
                AT_ONCE, free -> feeds.claimNew(instanceId, free, lease.fromNow()));
        List<Future<?>> polls = claimed.stream().<Future<?>>map(this::start).toList();
        for (Future<?> poll : polls) {
          long left = Math.max(0, deadline - System.nanoTime());
          poll.get(left, TimeUnit.NANOSECONDS);
        }
        if (claimed.isEmpty()) {
          Thread.sleep(LOOK_AGAIN_MILLIS); // claimed by a tick or another node, or no permit free
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.info(
          "not every resource could be read for the first time before the deadline; polling continues");
    } catch (ExecutionException e) {
      LOG.warn("a first look failed", e.getCause());
    }
    feeds.leavePending(instanceId);
  }

  private Future<?> start(Feed feed) {
    return threads.submit(() -> pollRoute.accept(feed));
  }
}
