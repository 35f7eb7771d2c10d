package io.pollhook.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * The memory that the answers of all polls may take together. A poll begins a {@link Share} on its
 * thread; what it and its helpers read from then on counts until it is given back, because a page
 * is held as a tree long after its call is over. Calls without a share count while they last.
 */
public final class AnswerMemory {
  /** For calls whose answers are not held. */
  public static final AnswerMemory UNLIMITED =
      new AnswerMemory(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);

  private static final int PART_OF_HEAP = 3;
  private static final int FREE_PART_OF_HEAP = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ByteBudget budget;
  private final long free;
  private final Duration patience;

  @SuppressWarnings("ThreadLocalUsage") // each program has its own, and tests run several
  private final ThreadLocal<Share> current = new ThreadLocal<>();

  /**
   * Of that number of bytes.
   *
   * @param free what each share has beside them, so that small pages never wait for large ones
   * @param patience how long a call waits for others to give some back
   */
  public AnswerMemory(long bytes, long free, Duration patience) {
    this.budget = new ByteBudget(bytes);
    this.free = free;
    this.patience = patience;
  }

  /** A third of the heap; 64 polls with small pages take an eighth beside it. */
  public static AnswerMemory ofHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    return new AnswerMemory(heap / PART_OF_HEAP, heap / FREE_PART_OF_HEAP, PATIENCE);
  }

  /** From now on, what this thread reads counts for a new share. */
  public void begin() {
    current.set(new Share());
  }

  /** What was read for this thread's share so far is not held any longer. */
  public void giveBack() {
    Share share = current.get();
    if (share != null) {
      share.giveBack();
    }
  }

  /** Ends this thread's share, and gives all of it back. */
  public void end() {
    Share share = current.get();
    current.remove();
    if (share != null) {
      share.close();
    }
  }

  /** The same task; what it reads counts for the share of the thread that hands it over. */
  public Runnable carriedBy(Runnable task) {
    Share share = current.get();
    return () -> {
      current.set(share);
      try {
        task.run();
      } finally {
        current.remove();
      }
    };
  }

  /** What a call of this thread takes from; closing it ends the share only if it has no other. */
  Reading reading() {
    Share share = current.get();
    return share == null ? new Reading(new Share(), true) : new Reading(share, false);
  }

  /** The reading of one answer. */
  static final class Reading {
    private final Share share;
    private final boolean isItsOwn;

    private Reading(Share share, boolean isItsOwn) {
      this.share = share;
      this.isItsOwn = isItsOwn;
    }

    /**
     * Takes some memory; waits for it.
     *
     * @param host that answers, for messages
     * @throws AnswerMemoryTakenException if others do not give enough back in time
     * @throws ResponseTooLargeException if there will never be enough
     */
    void take(long bytes, String host) throws IOException {
      share.take(bytes, host);
    }

    void end() {
      if (isItsOwn) {
        share.close();
      }
    }
  }

  /** What one poll has taken. */
  private final class Share {
    private long read;
    private long taken;
    private boolean closed;

    void take(long bytes, String host) throws IOException {
      long wanted = count(bytes);
      if (wanted == 0) {
        return;
      }
      if (wouldExceedAll(wanted)) {
        throw ResponseTooLargeException.forMemory(host, budget.all());
      }
      try {
        if (!budget.take(wanted, patience)) {
          throw new AnswerMemoryTakenException(host);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while it waited for memory");
      }
      hold(wanted);
    }

    /** Counts them; returns how many of them are beyond those that are free. */
    private synchronized long count(long bytes) {
      long before = Math.max(0, read - free);
      read += bytes;
      return Math.max(0, read - free) - before;
    }

    private synchronized boolean wouldExceedAll(long wanted) {
      return wanted > budget.all() - taken;
    }

    /** A call may be cut off after its poll has ended: it keeps nothing then. */
    private synchronized void hold(long wanted) {
      if (closed) {
        budget.give(wanted);
      } else {
        taken += wanted;
      }
    }

    synchronized void giveBack() {
      budget.give(taken);
      taken = 0;
      read = 0;
    }

    synchronized void close() {
      giveBack();
      closed = true;
    }
  }
}
