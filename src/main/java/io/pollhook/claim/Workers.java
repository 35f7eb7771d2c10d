package io.pollhook.claim;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;

/**
 * The threads that work on claims. There are as many as there are permits in use; those that are
 * idle for a minute end.
 */
public final class Workers extends ThreadPoolExecutor {
  private static final long IDLE_SECONDS = 60;

  private final UnaryOperator<Runnable> carried;

  /** Threads of that name. */
  public Workers(String name) {
    this(name, UnaryOperator.identity());
  }

  /**
   * The same.
   *
   * @param carried wraps each task on the thread that hands it over, to carry along what is bound
   *     to that thread
   */
  public Workers(String name, UnaryOperator<Runnable> carried) {
    super(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        new DefaultThreadFactory(name, true));
    this.carried = carried;
  }

  @Override
  public void execute(Runnable task) {
    super.execute(carried.apply(task));
  }
}
