package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.loopback.TcpProxy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** Connections to a PostgreSQL that no longer answers. */
class SilentConnectionsTest {
  private static final Clock CLOCK = Clock.systemUTC();

  @Test
  void areGivenUpAfterAMinute() throws SQLException {
    try (Database database = Databases.postgresql(TestDatabases.postgresqlUrl(), CLOCK)) {
      int millis = database.read(handle -> handle.getConnection().getNetworkTimeout());

      assertThat(millis).isEqualTo((int) Databases.LONGEST_SILENCE.toMillis());
    }
  }

  @Test
  void areGivenUpAsSoonAsTheUrlSays() {
    try (TcpProxy proxy = TcpProxy.to(TestDatabases.postgresqlUrl());
        Database database = Databases.postgresql(proxy.url() + "&socketTimeout=1", CLOCK)) {
      Instant cut = CLOCK.instant();
      assertThatThrownBy(
              () ->
                  database.writing(
                      handle -> {
                        proxy.cut();
                        handle.execute("SELECT 1");
                      }))
          .isInstanceOf(JdbiException.class);

      assertThat(Duration.between(cut, CLOCK.instant())).isLessThan(Duration.ofSeconds(10));
    }
  }
}
