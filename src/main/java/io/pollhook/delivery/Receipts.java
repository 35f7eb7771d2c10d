package io.pollhook.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The deliveries of a claim that are not written yet. They are written while the next notification
 * is on its way, so that a lane does not wait for the disk after each; whatever was delivered
 * during one write goes into the next. Used by the thread that sends.
 */
final class Receipts {
  /** The number of notifications that may be sent again after a crash. */
  static final int MOST_UNWRITTEN = 10;

  private final List<Receipt> unwritten = new ArrayList<>();
  private CompletableFuture<Integer> writing = CompletableFuture.completedFuture(0);

  void add(Receipt receipt) {
    unwritten.add(receipt);
  }

  /**
   * Begins to write, unless a write is under way; waits for that one if too many are unwritten.
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
      writing = CompletableFuture.completedFuture(0); // what it was to write is part of the rest
    }
    return List.copyOf(unwritten);
  }

  private void endWriting() {
    try {
      unwritten.subList(0, writing.join()).clear();
      writing = CompletableFuture.completedFuture(0);
    } catch (CompletionException e) {
      throw new IllegalStateException("deliveries cannot be written down", e.getCause());
    }
  }
}
