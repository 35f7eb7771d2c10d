package io.pollhook.claim;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;

/**
 * The threads that work on claims. There is one for each permit in use; a thread that is idle for a
 * minute ends.
 */
public final class Workers extends ThreadPoolExecutor {
  private static final long IDLE_SECONDS = 60;

  private final UnaryOperator<Runnable> carried;

  /** Creates a pool of threads with a name. */
  public Workers(String name) {
    this(name, UnaryOperator.identity());
  }

  /**
   * Creates a pool that wraps its tasks.
   *
   * @param carried wraps each task on the thread that submits it, to carry over state that is bound
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
