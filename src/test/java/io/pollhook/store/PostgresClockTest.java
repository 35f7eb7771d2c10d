package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PostgresClockTest {
  private static final int CONNECTIONS = 3;

  @Test
  void timeContinuesWhileTheServerCannotBeReached() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestDatabases.postgresqlUrl());
    HikariDataSource pool = new HikariDataSource(config);
    PostgresClock clock = new PostgresClock(pool, Duration.ZERO);
    long before = clock.millis();
    pool.close();
    assertThat(clock.millis()).isBetween(before, before + Duration.ofMinutes(1).toMillis());
  }

  @Test
  void clockIsReadableWhileItsCallersHoldAllConnections() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(TestDatabases.postgresqlUrl());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(5_000);
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      PostgresClock clock = new PostgresClock(pool, Duration.ZERO);
      CyclicBarrier allHaveOne = new CyclicBarrier(CONNECTIONS);
      Callable<Long> asking =
          () -> {
            try (Connection held = pool.getConnection()) {
              allHaveOne.await();
              assertThat(held.isClosed()).isFalse();
              return clock.millis();
            }
          };
      for (Future<Long> time : threads.invokeAll(List.of(asking, asking, asking))) {
        assertThat(time.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
