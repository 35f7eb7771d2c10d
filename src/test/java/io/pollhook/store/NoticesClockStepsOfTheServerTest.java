package io.pollhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock of a PostgreSQL server that two nodes share is set back, as by a failover. */
class NoticesClockStepsOfTheServerTest {
  private static final String CLOCK_THAT_CAN_BE_SET_BACK =
      """
      CREATE SCHEMA clock;
      CREATE TABLE clock.step (seconds integer);
      INSERT INTO clock.step VALUES (0);
      CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$
       SELECT pg_catalog.clock_timestamp()
        - (SELECT seconds FROM clock.step) * interval '1 second' $$
      """;

  private final String url = TestDatabases.postgresqlUrl();
  private final List<Long> corrections = new ArrayList<>();
  private Database first;
  private Database second;
  private DatabaseCheck firstCheck;
  private DatabaseCheck secondCheck;

  @BeforeEach
  void openTwoNodes() {
    Jdbi.create(url).useHandle(handle -> handle.createScript(CLOCK_THAT_CAN_BE_SET_BACK).execute());
    // pg_catalog last, so that the function above comes before the server's own
    String shadowed = url + "&currentSchema=public,clock,pg_catalog";
    first = Databases.postgresql(shadowed, "", "");
    second = Databases.postgresql(shadowed, "", "");
    firstCheck = check(first);
    secondCheck = check(second);
    checkBoth();
  }

  private DatabaseCheck check(Database node) {
    return new DatabaseCheck(node, List.of((handle, now, step) -> corrections.add(step)));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private void checkBoth() {
    assertThat(firstCheck.check().up()).isTrue();
    assertThat(secondCheck.check().up()).isTrue();
  }

  private void setBack(int seconds) {
    Jdbi.create(url)
        .useHandle(handle -> handle.execute("UPDATE clock.step SET seconds = ?", seconds));
  }

  @Test
  void rowsAreCorrectedOnceNotByEachNode() {
    setBack(3_600);
    checkBoth();
    checkBoth();
    assertThat(corrections).hasSize(1);
  }

  @Test
  void bothNodesContinueFromTheNewTime() {
    setBack(3_600);
    checkBoth();
    assertThat(first.now()).isCloseTo(second.now(), offset(60_000L));
    assertThat(first.now()).isCloseTo(System.currentTimeMillis() - 3_600_000, offset(60_000L));
  }
}
