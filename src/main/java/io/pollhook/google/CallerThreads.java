package io.pollhook.google;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;

/**
 * Makes camel-google-mail call on the poll's thread. Its own pool has a fixed number of threads for
 * all accounts, so a few hung mailboxes would block all Gmail polls.
 */
final class CallerThreads extends DefaultThreadPoolFactory {
  private static final String PROFILE = "CamelGoogleMail";

  /** Returns the profile that the component looks up by this name. */
  static ThreadPoolProfile profile() {
    return new ThreadPoolProfile(PROFILE);
  }

  @Override
  public ScheduledExecutorService newScheduledThreadPool(
      ThreadPoolProfile profile, ThreadFactory threads) {
    return PROFILE.equals(profile.getId())
        ? new CallerRuns()
        : super.newScheduledThreadPool(profile, threads);
  }

  /** Runs tasks at once on the caller's thread; the component never schedules any. */
  private static final class CallerRuns extends AbstractExecutorService
      implements ScheduledExecutorService {
    private volatile boolean stopped;

    @Override
    public void execute(Runnable work) {
      work.run();
    }

    @Override
    public void shutdown() {
      stopped = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutdown();
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return stopped;
    }

    @Override
    public boolean isTerminated() {
      return stopped;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return stopped;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
        Runnable work, long initialDelay, long period, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
        Runnable work, long initialDelay, long delay, TimeUnit unit) {
      throw new UnsupportedOperationException();
    }
  }
}
