package io.pollhook.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pollhook.oauth.TokenEndpoint.Answer;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Dialect;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes, many threads, and a provider that revokes the whole grant if a refresh token is used
 * twice.
 */
@Timeout(60)
class RefreshRaceTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Database> opened = new ArrayList<>();
  private Account account;
  private List<AccessTokens> nodes;

  private void open(Dialect dialect) throws SQLException {
    account = new Account(dialect);
    nodes = List.of(account.node(), dialect == Dialect.SQLITE ? account.node() : otherNode());
  }

  private AccessTokens otherNode() throws SQLException {
    String url =
        account.database.<String, SQLException>read(
            handle -> handle.getConnection().getMetaData().getURL());
    Database other = Databases.postgresql(url, account.clock);
    opened.add(other);
    return account.node(other);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    opened.forEach(Database::close);
    account.close();
  }

  @ParameterizedTest
  @EnumSource
  void fiftyThreadsOfTwoNodesRefreshOnce(Dialect dialect) throws Exception {
    open(dialect);
    rotating();
    account.grant("access-0", "refresh-0", Duration.ZERO);
    for (int round = 1; round <= 10; round++) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        AccessTokens node = nodes.get(i % 2);
        calls.add(() -> node.current(account.id));
      }
      for (Future<String> token : threads.invokeAll(calls)) {
        assertThat(token.get()).isEqualTo("access-" + round);
      }
      assertThat(account.provider.forms()).hasSize(round);
      account.advance(HOUR);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyRefusedCallsRenewOnce(Dialect dialect) throws Exception {
    open(dialect);
    rotating();
    account.grant("access-0", "refresh-0", HOUR);
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      AccessTokens node = nodes.get(i % 2);
      calls.add(() -> node.renewed(account.id, "access-0"));
    }
    for (Future<String> token : threads.invokeAll(calls)) {
      assertThat(token.get()).isEqualTo("access-1");
    }
    assertThat(account.provider.forms()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void nodeWaitsForTheOthersResult(Dialect dialect) throws Exception {
    open(dialect);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    account.provider.answer(
        form -> {
          asked.countDown();
          awaitLatch(released);
          return Answer.token("access-1", "refresh-1", 3600);
        });
    account.grant("access-0", "refresh-0", Duration.ZERO);
    Future<String> winner = threads.submit(() -> nodes.get(0).current(account.id));
    awaitLatch(asked);
    AtomicReference<Thread> waiting = new AtomicReference<>();
    Future<String> loser =
        threads.submit(
            () -> {
              waiting.set(Thread.currentThread());
              return nodes.get(1).current(account.id);
            });
    await().until(() -> waiting.get() != null && isPausing(waiting.get()));
    released.countDown();
    assertThat(winner.get()).isEqualTo("access-1");
    assertThat(loser.get()).isEqualTo("access-1");
    assertThat(account.provider.forms()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void nodeWithALapsedButUntakenLeaseKeepsItsResult(Dialect dialect) throws SQLException {
    open(dialect);
    account.provider.answer(
        form -> {
          account.advance(HOUR);
          return Answer.token("access-1", "refresh-1", 7200);
        });
    account.grant("access-0", "refresh-0", Duration.ZERO);
    assertThat(nodes.get(0).current(account.id)).isEqualTo("access-1");
    assertThat(account.stored().grant().refreshToken()).isEqualTo("refresh-1");
  }

  @ParameterizedTest
  @EnumSource
  void leaseOfADeadNodeIsTakenOnceItHasLapsed(Dialect dialect) throws SQLException {
    open(dialect);
    rotating();
    account.grant("access-0", "refresh-0", Duration.ZERO);
    account.grants.lease(account.id, 1, account.database.now() + 1000);
    account.advance(Duration.ofSeconds(1));
    assertThat(nodes.get(1).current(account.id)).isEqualTo("access-1");
  }

  @ParameterizedTest
  @EnumSource
  void refusalOfAReplacedRefreshTokenDoesNotMatter(Dialect dialect) throws SQLException {
    open(dialect);
    account.provider.answer(
        form -> {
          account.grant("access-7", "refresh-7", HOUR);
          return Answer.error(400, "invalid_grant");
        });
    account.grant("access-0", "refresh-0", Duration.ZERO);
    assertThat(nodes.get(0).current(account.id)).isEqualTo("access-7");
    assertThat(account.stored().revoked()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void refreshOfAReplacedGrantIsDiscarded(Dialect dialect) throws SQLException {
    open(dialect);
    account.provider.answer(
        form -> {
          account.grant("access-7", "refresh-7", HOUR);
          return Answer.token("access-1", "refresh-1", 3600);
        });
    account.grant("access-0", "refresh-0", Duration.ZERO);
    assertThat(nodes.get(0).current(account.id)).isEqualTo("access-7");
    assertThat(account.stored().grant().refreshToken()).isEqualTo("refresh-7");
  }

  @ParameterizedTest
  @EnumSource
  void failedRefreshDoesNotBlockTheNextOne(Dialect dialect) throws SQLException {
    open(dialect);
    account.provider.answer(Answer.of(503, ""));
    account.grant("access-0", "refresh-0", Duration.ZERO);
    assertThatThrownBy(() -> nodes.get(0).current(account.id))
        .isInstanceOf(ProviderUnavailableException.class);
    rotating();
    assertThat(nodes.get(1).current(account.id)).isEqualTo("access-1");
  }

  /** Accepts each refresh token once and issues the next one; a second use revokes the grant. */
  private void rotating() {
    AtomicInteger next = new AtomicInteger();
    account.provider.answer(form -> rotate(form, next));
  }

  private static synchronized Answer rotate(Map<String, String> form, AtomicInteger next) {
    if (!form.get("refresh_token").equals("refresh-" + next.get())) {
      next.set(Integer.MIN_VALUE);
      return Answer.error(400, "invalid_grant");
    }
    int number = next.incrementAndGet();
    return Answer.token("access-" + number, "refresh-" + number, 3600);
  }

  private static boolean isPausing(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("pause")
          && frame.getClassName().equals(Refresher.class.getName())) {
        return true;
      }
    }
    return false;
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
