package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final Database database = TestDatabases.open(Dialect.SQLITE, Clock.systemUTC());
  private final ExecutorService threads = Executors.newFixedThreadPool(20);

  @AfterEach
  void close() {
    threads.shutdownNow();
    database.close();
  }

  @Test
  void failedTransactionDoesNotRollBackOthers() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Callable<Void> holding =
        () -> {
          database.writing(
              handle -> {
                begun.incrementAndGet();
                open.await();
                put(handle, "first");
              });
          return null;
        };
    Future<?> first = threads.submit(holding);
    await().until(() -> begun.get() == 1);
    List<Future<?>> others =
        IntStream.range(0, 19)
            .<Future<?>>mapToObj(i -> threads.submit(() -> put("other" + i, i % 2 == 1)))
            .toList();
    open.countDown();
    first.get();
    for (int i = 0; i < others.size(); i++) {
      Future<?> other = others.get(i);
      if (i % 2 == 1) {
        assertThatThrownBy(other::get).hasRootCauseMessage("not this one");
      } else {
        other.get();
      }
    }
    assertThat(names())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20)
                .filter(i -> i == 19 || i % 2 == 0)
                .mapToObj(i -> i == 19 ? "first" : "other" + i)
                .toList());
  }

  @Test
  void exceptionsAreThrownUnchanged() {
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      throw new IOException("a checked one");
                    }))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("a checked one");
  }

  @Test
  void brokenStatementRollsBackItsTransaction() {
    assertThatThrownBy(
        () ->
            database.writing(
                handle -> {
                  put(handle, "half");
                  handle.execute("INSERT INTO nowhere VALUES (1)");
                }));
    assertThat(names()).isEmpty();
  }

  @Test
  void committedDataIsVisibleToReadersAtReturn() {
    put("seen", false);
    assertThat(names()).containsExactly("seen");
  }

  /** The leader is interrupted before it writes for the others. */
  @Test
  void interruptedLeaderWritesForAllAndStaysInterrupted() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<?> holding = hold(open);
    Future<Boolean> leader =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              put("leader", false);
              return Thread.interrupted();
            });
    Future<?> follower = threads.submit(() -> put("follower", false));
    open.countDown();

    holding.get();
    follower.get();
    assertThat(leader.get()).isTrue();
    assertThat(names()).containsExactlyInAnyOrder("holding", "leader", "follower");
  }

  /** The leader is interrupted while it runs another thread's transaction. */
  @Test
  void transactionIsRepeatedIfItsLeaderIsInterrupted() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<?> holding = hold(open);
    Thread leader = new Thread(() -> put("leader", false));
    leader.start();
    await().until(() -> leader.getState() == Thread.State.WAITING);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<Thread> waiting = new AtomicReference<>();
    Future<?> follower =
        threads.submit(
            () -> {
              waiting.set(Thread.currentThread());
              database.writing(
                  handle -> {
                    runs.incrementAndGet();
                    put(handle, "follower");
                    interrupted.await();
                  });
              return null;
            });
    // or else it may lead a group of its own
    await().until(() -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
    open.countDown();
    await().until(() -> runs.get() == 1);
    leader.interrupt();
    await().until(() -> runs.get() == 2);
    interrupted.countDown();

    holding.get();
    follower.get();
    leader.join();
    assertThat(names()).containsExactlyInAnyOrder("holding", "leader", "follower");
  }

  /** Memory runs out after the connection was acquired and before there is a handle to close. */
  @Test
  void errorWhileAHandleIsCreatedDoesNotStopTheWriter() throws Exception {
    AtomicInteger made = new AtomicInteger();
    try (WriterConnection writer = new WriterConnection("jdbc:sqlite::memory:", new Properties())) {
      Jdbi jdbi =
          Jdbi.create(writer)
              .installPlugin(
                  new JdbiPlugin() {
                    @Override
                    public Handle customizeHandle(Handle handle) {
                      if (made.incrementAndGet() == 1) {
                        throw new OutOfMemoryError("of the test");
                      }
                      return handle;
                    }
                  });
      GroupCommit commits = new GroupCommit(jdbi, writer);
      HandleCallback<Integer, RuntimeException> work =
          handle -> handle.execute("CREATE TABLE t (a)");

      assertThatThrownBy(() -> commits.run(work)).isInstanceOf(OutOfMemoryError.class);
      assertThat(commits.run(work)).isZero();
    }
  }

  @Test
  void brokenConnectionIsReplaced() {
    assertThatThrownBy(
        () ->
            database.writing(
                handle -> {
                  put(handle, "half");
                  handle.getConnection().close();
                  throw new OutOfMemoryError("of the test");
                }));

    put("next", false);
    assertThat(names()).containsExactly("next");
  }

  /** Runs a transaction that lasts until the latch opens. */
  private Future<?> hold(CountDownLatch open) {
    CountDownLatch begun = new CountDownLatch(1);
    Callable<Void> holding =
        () -> {
          database.writing(
              handle -> {
                begun.countDown();
                open.await();
                put(handle, "holding");
              });
          return null;
        };
    Future<?> held = threads.submit(holding);
    await().until(() -> begun.getCount() == 0);
    return held;
  }

  private void put(String name, boolean failing) {
    database.writing(
        handle -> {
          put(handle, name);
          if (failing) {
            throw new IllegalStateException("not this one");
          }
        });
  }

  private static void put(Handle handle, String name) {
    handle.execute("INSERT INTO properties (name, value) VALUES (?, '')", name);
  }

  private List<String> names() {
    return database.read(
        handle -> handle.select("SELECT name FROM properties").mapTo(String.class).list());
  }
}
