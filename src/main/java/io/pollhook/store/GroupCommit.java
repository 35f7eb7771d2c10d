package io.pollhook.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * Transactions of a database with one writer. Those that come while another is being written share
 * the next commit, so that many wait for the disk once. Each has a savepoint: one that fails takes
 * nothing of the others back, and all return after the commit.
 */
final class GroupCommit {
  private static final int MOST = 100;

  private final Jdbi jdbi;
  private final Queue<Work<?>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writer = new ReentrantLock();

  GroupCommit(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Runs it; it is durable when this returns. */
  <T, X extends Exception> T run(HandleCallback<T, X> callback) throws X {
    Work<T> work = new Work<>(callback);
    waiting.add(work);
    writer.lock();
    try {
      while (!work.done) {
        runGroup();
      }
    } finally {
      writer.unlock();
    }
    return work.<X>result();
  }

  private void runGroup() {
    List<Work<?>> group = new ArrayList<>();
    while (group.size() < MOST && !waiting.isEmpty()) {
      group.add(waiting.remove());
    }
    try {
      jdbi.useTransaction(handle -> group.forEach(work -> work.run(handle)));
    } catch (RuntimeException | Error e) {
      group.forEach(work -> work.failure = e); // nothing of the group is there
    } finally {
      group.forEach(work -> work.done = true);
    }
  }

  /** One transaction; guarded by the writer's lock once it was taken from the queue. */
  private static final class Work<T> {
    private static final String SAVEPOINT = "work";

    private final HandleCallback<T, ?> callback;
    private T result;
    private Throwable failure;
    private boolean done;

    Work(HandleCallback<T, ?> callback) {
      this.callback = callback;
    }

    void run(Handle handle) {
      handle.savepoint(SAVEPOINT);
      try {
        result = callback.withHandle(handle);
        handle.releaseSavepoint(SAVEPOINT);
      } catch (Exception | Error e) {
        failure = e;
        handle.rollbackToSavepoint(SAVEPOINT);
      }
    }

    /** The callback's own exceptions and unchecked ones are all that it can have thrown. */
    @SuppressWarnings("unchecked")
    <X extends Exception> T result() throws X {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (X) failure;
      }
      return result;
    }
  }
}
