package io.pollhook.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.callback.Callback;
import io.pollhook.callback.CallbackReceiver;
import io.pollhook.event.EventType;
import io.pollhook.store.Database;
import io.pollhook.store.Databases;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import io.pollhook.time.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the rules of polls by dates in the whole program: forty accounts at a time, each with a
 * generated history, polled over HTTP under a clock that the test moves, on both databases. The
 * program is stopped, or dies, at any moment and is started again.
 */
class DatesOverHttpPropertyTest {
  private static final int ACCOUNTS = 40;
  private static final Instant START = Instant.parse("2026-03-29T00:30:00.123Z");

  /** The time after which polls and deliveries of a crashed program are claimed again. */
  private static final Duration LONGEST_LEASE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private final MutableClock clock = new MutableClock(START);
  private final DatedProvider provider = new DatedProvider();
  private final CallbackReceiver receiver = new CallbackReceiver();
  private final Map<Long, DatedAccount> accounts = new TreeMap<>();
  private Supplier<Database> databases;
  private Database database;
  private RunningPollhook pollhook;

  static Stream<Arguments> runs() {
    return Stream.of(Dialect.values())
        .flatMap(
            dialect -> Stream.of(DatesTrouble.values()).map(some -> Arguments.of(dialect, some)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyVersionIsReportedOnce(Dialect dialect, DatesTrouble trouble) throws IOException {
    String url = dialect == Dialect.POSTGRESQL ? TestDatabases.postgresqlUrl() : null;
    databases =
        () -> url == null ? Databases.sqlite(directory, clock) : Databases.postgresql(url, clock);
    Path elements = Files.createDirectories(directory.resolve("elements"));
    Files.writeString(elements.resolve("dated.yaml"), provider.element());
    start();
    try {
      firstLooks(trouble);
      rounds(trouble, new Random(1));
      settle();
      accounts.forEach((id, account) -> check(id, account, trouble));
    } finally {
      pollhook.close();
      receiver.close();
      provider.close();
    }
  }

  private void start() {
    database = databases.get();
    pollhook =
        RunningPollhook.start(
            directory,
            Map.of(
                "pollhook.elements-dir",
                directory.resolve("elements").toString(),
                "pollhook.poll.timeout",
                "10s"),
            database,
            clock);
  }

  /** Creates the accounts, whose numbers are the random seeds, and waits for their first looks. */
  private void firstLooks(DatesTrouble trouble) {
    IntStream.range(0, ACCOUNTS)
        .parallel()
        .forEach(
            seed -> {
              Random random = new Random(seed);
              Duration skew = Duration.ofSeconds(random.nextInt(601) - 300);
              DatedAccount account = new DatedAccount(trouble, random, START.plus(skew));
              account.writeBefore(trouble.startsAmidRecentObjects());
              provider.add(String.valueOf(seed), account);
              long id = create(String.valueOf(seed), account);
              account.provider().pass(Duration.ofMillis(random.nextInt(3)));
              synchronized (accounts) {
                accounts.put(id, account);
              }
            });
  }

  private long create(String name, DatedAccount account) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("name", name);
    body.putObject("element").put("key", "dated");
    body.putObject("configuration")
        .put("event.notification.enabled", true)
        .put("event.notification.callback.url", receiver.url().toString())
        .put("event.poller.refresh_interval", "0.01")
        .put("event.poller.configuration", DatedProvider.polling(name, account));
    return pollhook.api().create(body).path("id").asLong();
  }

  private void rounds(DatesTrouble trouble, Random random) {
    Set<Long> looked = accounts.keySet();
    boolean stopped = false;
    for (int round = 0; round < DatesTrouble.ROUNDS; round++) {
      Duration pause = trouble.pause(random, round).plusSeconds(2);
      pause = stopped ? pause.plus(LONGEST_LEASE) : pause;
      for (Map.Entry<Long, DatedAccount> entry : accounts.entrySet()) {
        DatedAccount account = entry.getValue();
        synchronized (account) {
          trouble.edit(account);
          account.provider().pass(pause);
          trouble.arrange(account, round, looked.contains(entry.getKey()));
        }
      }
      provider.fail(trouble.mayBreakOff(round) ? 0.05 : 0);
      boolean stops = !stopped && trouble.mayBreakOff(round) && random.nextBoolean();
      int before = provider.served();
      clock.advance(pause);
      if (stops) {
        int until = before + random.nextInt(ACCOUNTS * 2);
        await()
            .pollInterval(1, TimeUnit.MILLISECONDS)
            .until(() -> provider.served() >= until || busy().isEmpty());
        restart(random.nextBoolean());
      } else {
        awaitQuiet();
      }
      looked = stops ? Set.of() : looked();
      stopped = stops;
    }
  }

  /**
   * Stops the program and starts it again.
   *
   * @param dies whether its work in progress is lost, as if the process had crashed
   */
  private void restart(boolean dies) {
    if (dies) {
      database.writing(
          handle -> {
            handle.execute("UPDATE feeds SET fence = fence + 1 WHERE lease_until > 0");
            handle.execute("UPDATE lanes SET fence = fence + 1 WHERE lease_until > 0");
          });
    }
    pollhook.close();
    start();
  }

  private void settle() {
    provider.fail(0);
    accounts.values().forEach(DatedAccount::calm);
    for (int i = 0; i < 4; i++) {
      accounts.values().forEach(account -> account.provider().pass(Duration.ofMinutes(4)));
      clock.advance(Duration.ofMinutes(4));
      awaitQuiet();
    }
  }

  private void awaitQuiet() {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .untilAsserted(() -> assertThat(busy()).isEmpty());
  }

  /** Feeds that have not polled since the clock was moved, and lanes with something to deliver. */
  private List<String> busy() {
    String busy =
        "SELECT 'feed ' || instance_id || ' due ' || due_at || ' leased ' || lease_until FROM feeds"
            + " WHERE due_at <= :now OR lease_until > :now"
            + " UNION ALL SELECT 'lane ' || instance_id || ' due ' || due_at || ' leased '"
            + " || lease_until FROM lanes WHERE due_at IS NOT NULL";
    return database.read(
        handle -> handle.createQuery(busy).bind("now", clock.millis()).mapTo(String.class).list());
  }

  /** The accounts whose last poll was complete. */
  private Set<Long> looked() {
    String complete = "SELECT instance_id FROM feeds WHERE failures = 0 AND last_poll_at = ?";
    return database.read(
        handle -> new HashSet<>(handle.select(complete, clock.millis()).mapTo(Long.class).list()));
  }

  private void check(long instance, DatedAccount account, DatesTrouble trouble) {
    DatesOracle oracle = new DatesOracle(account.provider(), reported(instance));
    try {
      oracle.assertEveryVersionOnce();
      oracle.assertUnreadableIsUnknown();
      if (trouble != DatesTrouble.JUMPING_CLOCKS) {
        oracle.assertCreatedComesFirst();
      }
    } catch (AssertionError e) {
      throw new AssertionError("instance " + instance + ", " + account.habits(), e);
    }
  }

  private List<Change> reported(long instance) {
    return receiver.delivered().stream()
        .map(Callback::json)
        .filter(body -> body.at("/message/instanceId").asLong() == instance)
        .map(DatesOverHttpPropertyTest::changes)
        .flatMap(Collection::stream)
        .toList();
  }

  private static List<Change> changes(JsonNode body) {
    List<Change> changes = new ArrayList<>();
    JsonNode raw = body.at("/message/raw/objects");
    for (JsonNode event : body.at("/message/events")) {
      changes.add(
          new Change(
              EventType.valueOf(event.path("eventType").asText()),
              event.path("objectId").asText(),
              null,
              raw.path(changes.size()),
              null));
    }
    return changes;
  }
}
