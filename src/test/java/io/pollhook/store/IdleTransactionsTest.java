package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class IdleTransactionsTest {
  @Test
  void aNodeThatStandsStillKeepsItsLocksForFifteenSecondsOnly() {
    try (Database database =
        Databases.postgresql(TestDatabases.postgresqlUrl(), Clock.systemUTC())) {
      String longest =
          database.write(
              handle ->
                  handle
                      .createQuery("SHOW idle_in_transaction_session_timeout")
                      .mapTo(String.class)
                      .one());
      assertThat(longest).isEqualTo("15s");
    }
  }
}
