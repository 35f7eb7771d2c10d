package io.pollhook.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The deliveries of a claim that are not written yet. They are written while the next notification
 * is being sent, so that a lane does not wait for the disk each time; deliveries made during one
 * write go into the next. Used only by the sending thread.
 */
final class Receipts {
  /** The most notifications that may be sent again after a crash. */
  static final int MOST_UNWRITTEN = 10;

  private final List<Receipt> unwritten = new ArrayList<>();
  private CompletableFuture<Integer> writing = CompletableFuture.completedFuture(0);

  void add(Receipt receipt) {
    unwritten.add(receipt);
  }

  /**
   * Starts a write unless one is under way; waits for that one if too many deliveries are
   * unwritten.
   *
   * @throws IllegalStateException if an earlier write failed; its deliveries are still unwritten
   */
  void writeBehind(Consumer<List<Receipt>> write, Executor executor) {
    if (writing.isDone() || unwritten.size() >= MOST_UNWRITTEN) {
      endWriting();
      begin(write, executor);
    }
  }

  private void begin(Consumer<List<Receipt>> write, Executor executor) {
    List<Receipt> some = List.copyOf(unwritten);
    if (!some.isEmpty()) {
      writing =
          CompletableFuture.supplyAsync(
              () -> {
                write.accept(some);
                return some.size();
              },
              executor);
    }
  }

  /** Waits for the write under way; returns the deliveries that are still unwritten. */
  List<Receipt> rest() {
    try {
      endWriting();
    } catch (IllegalStateException e) {
      writing = CompletableFuture.completedFuture(0); // its deliveries are part of the rest
    }
    return List.copyOf(unwritten);
  }

  private void endWriting() {
    try {
      unwritten.subList(0, writing.join()).clear();
      writing = CompletableFuture.completedFuture(0);
    } catch (CompletionException e) {
      throw new IllegalStateException("the deliveries could not be written", e.getCause());
    }
  }
}
