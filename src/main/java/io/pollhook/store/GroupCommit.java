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
 * Runs the transactions of a database with one writer. Those that arrive while another is being
 * written share the next commit, so that many wait for the disk only once. Each has a savepoint: if
 * one fails, the others are kept, and all return after the commit. If the thread that writes for
 * all is interrupted, the others do not notice; the thread sees it when its own transaction
 * returns.
 */
final class GroupCommit {
  private static final int MOST = 100;

  private final Jdbi jdbi;
  private final WriterConnection connection;
  private final Queue<Work<?>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock writer = new ReentrantLock();

  GroupCommit(Jdbi jdbi, WriterConnection connection) {
    this.jdbi = jdbi;
    this.connection = connection;
  }

  /** Runs a transaction, which is durable when this returns. */
  <T, X extends Exception> T run(HandleCallback<T, X> callback) throws X {
    Work<T> work = new Work<>(callback);
    waiting.add(work);
    try {
      writer.lock();
      try {
        while (!work.done) {
          runGroup(work);
        }
      } finally {
        writer.unlock();
      }
    } catch (Error e) {
      waiting.remove(work); // nobody waits for it any longer
      throw e;
    }
    return work.<X>result();
  }

  /**
   * Allocates its memory at the start and nothing after that: even if memory runs out, each
   * transaction of the group must end, with its own result.
   */
  private void runGroup(Work<?> own) {
    List<Work<?>> group = new ArrayList<>(MOST);
    while (group.size() < MOST && !waiting.isEmpty()) {
      group.add(waiting.remove());
    }
    boolean interrupted = Thread.interrupted();
    Throwable failure = null;
    try {
      while (!commit(group, own)) {
        interrupted = true;
      }
    } catch (RuntimeException | Error e) {
      connection.suspect();
      failure = e; // nothing of the group was written
    }
    for (int i = 0; i < group.size(); i++) {
      group.get(i).end(failure);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns false if an interruption prevented the write; nothing of the group was written then.
   */
  private boolean commit(List<Work<?>> group, Work<?> own) {
    try (Handle handle = jdbi.open()) {
      handle.useTransaction(same -> group.forEach(work -> work.run(same, work == own)));
      return true;
    } catch (InterruptedGroup e) {
      return false;
    }
  }

  /** Thrown when the writing thread is interrupted while it runs another thread's transaction. */
  private static final class InterruptedGroup extends RuntimeException {}

  /** One transaction; guarded by the writer's lock once it was taken from the queue. */
  private static final class Work<T> {
    private static final String SAVEPOINT = "work";

    private final HandleCallback<T, ?> callback;
    private T result;
    private Throwable failure;
    private boolean isRunAgain;
    private boolean done;

    Work(HandleCallback<T, ?> callback) {
      this.callback = callback;
    }

    void run(Handle handle, boolean isOwn) {
      failure = null;
      handle.savepoint(SAVEPOINT);
      try {
        result = callback.withHandle(handle);
        handle.releaseSavepoint(SAVEPOINT);
      } catch (Exception | Error e) {
        if (!isOwn && !isRunAgain && (Thread.interrupted() || e instanceof InterruptedException)) {
          isRunAgain = true;
          throw new InterruptedGroup();
        }
        failure = e;
        handle.rollbackToSavepoint(SAVEPOINT);
      }
    }

    /** Records the end of the group, which was committed unless it failed as a whole. */
    void end(Throwable groupFailure) {
      failure = groupFailure == null ? failure : groupFailure;
      done = true;
    }

    /** The callback can only have thrown its declared exceptions and unchecked ones. */
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
