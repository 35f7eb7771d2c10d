package io.pollhook.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * The memory that the responses of all polls may use together. A poll begins a {@link Share} on its
 * thread; everything that it and its helpers read from then on counts until it is given back,
 * because a page is kept as a tree long after its call has ended. Calls without a share count only
 * while they last.
 */
public final class AnswerMemory {
  /** Memory without a limit, for calls whose responses are not kept. */
  public static final AnswerMemory UNLIMITED =
      new AnswerMemory(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);

  private static final int PART_OF_HEAP = 3;
  private static final int FREE_PART_OF_HEAP = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ByteBudget budget;
  private final long free;
  private final Duration patience;

  @SuppressWarnings(
      "ThreadLocalUsage") // each instance of Pollhook has its own, and tests run several
  private final ThreadLocal<Share> current = new ThreadLocal<>();

  /**
   * Creates a memory of the given number of bytes.
   *
   * @param free the bytes that each share has in addition, so that small pages never wait for large
   *     ones
   * @param patience how long a call waits for others to give memory back
   */
  public AnswerMemory(long bytes, long free, Duration patience) {
    this.budget = new ByteBudget(bytes);
    this.free = free;
    this.patience = patience;
  }

  /** Returns a memory of a third of the heap; 64 polls with small pages use another eighth. */
  public static AnswerMemory ofHeap() {
    long heap = Runtime.getRuntime().maxMemory();
    return new AnswerMemory(heap / PART_OF_HEAP, heap / FREE_PART_OF_HEAP, PATIENCE);
  }

  /** Begins a new share, which everything that this thread reads from now on counts toward. */
  public void begin() {
    current.set(new Share());
  }

  /** Gives back the memory of everything read so far for this thread's share. */
  public void giveBack() {
    Share share = current.get();
    if (share != null) {
      share.giveBack();
    }
  }

  /** Ends this thread's share and gives all its memory back. */
  public void end() {
    Share share = current.get();
    current.remove();
    if (share != null) {
      share.close();
    }
  }

  /** Returns a task whose reads count toward the share of the current thread. */
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

  /**
   * Returns the reading for a call of this thread; ending it ends the share only if the share is
   * its own.
   */
  Reading reading() {
    Share share = current.get();
    return share == null ? new Reading(new Share(), true) : new Reading(share, false);
  }

  /** The reading of one response. */
  static final class Reading {
    private final Share share;
    private final boolean ownsShare;

    private Reading(Share share, boolean ownsShare) {
      this.share = share;
      this.ownsShare = ownsShare;
    }

    /**
     * Takes some memory, and waits for it if necessary.
     *
     * @param host the responding host, for messages
     * @throws AnswerMemoryTakenException if others do not give enough back in time
     * @throws ResponseTooLargeException if there can never be enough
     */
    void take(long bytes, String host) throws IOException {
      share.take(bytes, host);
    }

    void end() {
      if (ownsShare) {
        share.close();
      }
    }
  }

  /** The memory that one poll has taken. */
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
        throw new InterruptedIOException("interrupted while waiting for memory");
      }
      hold(wanted);
    }

    /** Counts bytes; returns how many of them exceed the free ones. */
    private synchronized long count(long bytes) {
      long before = Math.max(0, read - free);
      read += bytes;
      return Math.max(0, read - free) - before;
    }

    private synchronized boolean wouldExceedAll(long wanted) {
      return wanted > budget.all() - taken;
    }

    /**
     * Holds the bytes, unless the share has ended: a call may be cut off after its poll has ended.
     */
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
