package io.pollhook.poll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.change.Cursor;
import io.pollhook.change.LedgerEntry;
import io.pollhook.feed.Feed;
import io.pollhook.feed.FeedRepository;
import io.pollhook.feed.FeedState;
import io.pollhook.feed.LedgerStore;
import io.pollhook.feed.NewFeed;
import io.pollhook.feed.Settlement;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.instance.InstanceRepository;
import io.pollhook.secret.Vault;
import io.pollhook.store.Database;
import io.pollhook.store.Dialect;
import io.pollhook.store.Json;
import io.pollhook.store.TestDatabases;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The statements of a poll with 10,000 feeds; for comparison, a transaction that writes one value.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreBenchmark {
  private static final int FEEDS = 10_000;
  private static final int OBJECTS = 2_500;
  private static final int AT_ONCE = 64;
  private static final long INTERVAL_MILLIS = 900_000;

  /** The database. */
  @Param({"SQLITE", "POSTGRESQL"})
  public Dialect dialect;

  private Database database;
  private FeedRepository feeds;
  private LedgerStore ledger;
  private Collection<String> objects;
  private long due;

  /** Adds the feeds, and the ledger of one of them. */
  @Setup
  public void rows() {
    database = TestDatabases.open(dialect, Clock.systemUTC());
    feeds = new FeedRepository(database);
    ledger = new LedgerStore(database, 1);
    objects = IntStream.range(0, OBJECTS).mapToObj(i -> "object" + i).toList();
    InstanceRepository instances = new InstanceRepository(database, new Vault("key"));
    long now = database.now();
    database.writing(
        handle -> {
          for (int i = 0; i < FEEDS; i++) {
            ObjectNode values = Json.MAPPER.createObjectNode();
            Instance instance =
                instances.insert(
                    handle,
                    new Instance(
                        0,
                        "gmail",
                        "n",
                        List.of(),
                        "token" + i,
                        new InstanceConfiguration(values),
                        true,
                        now));
            new NewFeed(
                    instance.id(),
                    null,
                    "source",
                    "resource",
                    0,
                    "/url",
                    "changes",
                    "",
                    null,
                    true,
                    Cursor.fresh(),
                    INTERVAL_MILLIS,
                    now - FEEDS + i)
                .insert(handle, now, new Random(i));
          }
          List<LedgerEntry> entries = new ArrayList<>();
          objects.forEach(id -> entries.add(LedgerEntry.of(id, "version", Instant.EPOCH)));
          ledger.write(handle, entries);
        });
  }

  /** Closes the database. */
  @TearDown
  public void close() {
    database.close();
  }

  /** The minimum cost of a durable write. */
  @Benchmark
  public int oneWrite() {
    return database.write(
        handle ->
            handle.execute(
                "INSERT INTO properties (name, value) VALUES ('n', ?)"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                String.valueOf(due++)));
  }

  /** Looks up the objects of a page in the ledger. */
  @Benchmark
  public Map<String, Set<String>> lookUp() {
    return ledger.versions(objects);
  }

  /**
   * Claims feeds and settles them one by one, each durably; divide by the number of feeds claimed.
   */
  @Benchmark
  public int claimAndSettle() {
    List<Feed> claimed = feeds.claim("source", false, AT_ONCE, database.now() + 60_000);
    long now = database.now();
    for (Feed feed : claimed) {
      // due again at once, behind all others
      Settlement settlement =
          new Settlement(
              feed.cursor(),
              FeedState.OK,
              null,
              null,
              null,
              0,
              false,
              null,
              null,
              0,
              now,
              now,
              false);
      database.write(handle -> settlement.apply(handle, feed));
    }
    return claimed.size();
  }

  /** Only claims feeds; each is due again once its short lease expires. */
  @Benchmark
  public int claim() {
    return feeds.claim("source", false, AT_ONCE, database.now()).size();
  }
}
