package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
  private final Receipts receipts = new Receipts();
  private final Queue<Runnable> writes = new ArrayDeque<>();
  private final List<List<Long>> written = new ArrayList<>();

  private void deliver(long seq) {
    add(seq);
    receipts.writeBehind(some -> written.add(seqs(some)), writes::add);
  }

  private void add(long seq) {
    receipts.add(new Receipt(seq, 1, 0, Duration.ZERO, AttemptResult.accepted(200, null)));
  }

  private static List<Long> seqs(List<Receipt> some) {
    return some.stream().map(Receipt::seq).toList();
  }

  @Test
  void deliveriesDuringAWriteGoIntoTheNextOne() {
    deliver(1);
    deliver(2);
    deliver(3);
    writes.remove().run();
    deliver(4);
    writes.remove().run();

    assertThat(written).containsExactly(List.of(1L), List.of(2L, 3L, 4L));
    assertThat(receipts.rest()).isEmpty();
  }

  @Test
  void unwrittenDeliveriesAreTheRest() {
    deliver(1);
    writes.remove().run();
    add(2);

    assertThat(seqs(receipts.rest())).containsExactly(2L);
  }

  @Test
  void sendingWaitsIfTooManyAreUnwritten() {
    LongStream.range(0, Receipts.MOST_UNWRITTEN - 1).forEach(this::deliver);
    Thread sender = new Thread(() -> deliver(9));
    sender.start();
    await().until(() -> sender.getState() == Thread.State.WAITING);

    writes.remove().run();

    await().until(() -> !sender.isAlive());
    writes.remove().run();
    assertThat(written.get(1)).hasSize(Receipts.MOST_UNWRITTEN - 1);
  }

  @Test
  void failedWriteIsRepeatedAtTheEnd() {
    add(1);
    receipts.writeBehind(
        seqs -> {
          throw new IllegalStateException("the disk is full");
        },
        Runnable::run);
    add(2);

    assertThatThrownBy(() -> receipts.writeBehind(some -> written.add(seqs(some)), Runnable::run))
        .hasMessage("the deliveries could not be written")
        .rootCause()
        .hasMessage("the disk is full");
    assertThat(seqs(receipts.rest())).containsExactly(1L, 2L);
  }
}
