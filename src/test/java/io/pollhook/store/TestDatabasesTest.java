package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestDatabasesTest {
  @ParameterizedTest
  @EnumSource
  void databaseIsEmptyAndMigrated(Dialect dialect) {
    for (int i = 0; i < 2; i++) {
      try (Database database = TestDatabases.open(dialect, Clock.systemUTC())) {
        database.writing(
            handle ->
                assertThat(handle.execute("INSERT INTO properties (name, value) VALUES ('a', 'b')"))
                    .isEqualTo(1));
      }
    }
  }
}
