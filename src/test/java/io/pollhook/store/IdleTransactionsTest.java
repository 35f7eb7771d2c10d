package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class IdleTransactionsTest {
  private static String longest(Handle handle) {
    return handle.createQuery("SHOW idle_in_transaction_session_timeout").mapTo(String.class).one();
  }

  @Test
  void hangingNodeKeepsItsLocksForAtMostFifteenSeconds() {
    try (Database database =
        Databases.postgresql(TestDatabases.postgresqlUrl(), Clock.systemUTC())) {
      String longest = database.write(IdleTransactionsTest::longest);
      assertThat(longest).isEqualTo("15s");
    }
  }

  @Test
  void hostsConnectionsHaveTheSameLimitAndAreRestored() {
    try (HikariDataSource source = new HikariDataSource()) {
      source.setJdbcUrl(TestDatabases.postgresqlUrl());
      source.setMaximumPoolSize(2); // Flyway needs two
      try (Database database = Databases.ofHost(source, "polling")) {
        String longest = database.write(IdleTransactionsTest::longest);
        assertThat(longest).isEqualTo("15s");
      }
      String after = Jdbi.create(source).withHandle(IdleTransactionsTest::longest);
      assertThat(after).isEqualTo("0");
    }
  }
}
