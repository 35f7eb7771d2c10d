package io.pollhook.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.RunningPollhook;
import io.pollhook.google.GoogleStandIn;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to accounts, and whatever goes wrong meanwhile, every change is delivered once,
 * over HTTP and on both databases. Several accounts at a time share a program that is restarted now
 * and then. Half of them receive their notifications by a route, which POSTs them to the same kind
 * of receiver.
 */
class GeneratedSequencesTest {
  private static final int SEQUENCES = 40;
  private static final int AT_ONCE = 16;
  private static final int SEQUENCES_A_RESTART = 12;
  private static final double INTERVAL_SECONDS = 0.2;

  /** The instance's name is the receiver's URL. */
  private static final String CONSUMER =
      """
      - route:
          id: oracle
          errorHandler: {noErrorHandler: {}}
          from:
            uri: pollhook:oracle
            steps:
              - setHeader: {name: CamelHttpUri, simple: "${header[pollhook.instanceName]}"}
              - setHeader: {name: CamelHttpMethod, constant: POST}
              - removeHeaders: {pattern: "pollhook.*"}
              - to:
                  uri: http:oracle
                  parameters: {httpClientConfigurer: "#callbackClient"}
      """;

  @TempDir Path directory;
  private final ReadWriteLock running = new ReentrantReadWriteLock();
  private final GoogleStandIn google = new GoogleStandIn();
  private RunningPollhook pollhook;
  private int ended;
  private final AtomicInteger created = new AtomicInteger();

  @ParameterizedTest
  @EnumSource
  void everyChangeIsDeliveredOnce(Dialect dialect) throws Exception {
    Map<String, String> properties = properties(dialect);
    long firstSeed = 1;
    Path routes = Files.createDirectories(directory.resolve("routes"));
    Files.writeString(routes.resolve("oracle.camel.yaml"), CONSUMER);
    pollhook = start(properties);
    ExecutorService users = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> lives = new ArrayList<>();
      for (long seed = firstSeed; seed < firstSeed + SEQUENCES; seed++) {
        Sequence sequence = new Sequence(google, new Instances(), seed);
        lives.add(users.submit(() -> live(sequence, properties)));
      }
      for (Future<?> life : lives) {
        join(life);
      }
    } finally {
      users.shutdownNow();
      pollhook.close();
      google.close();
    }
  }

  private static void join(Future<?> life) throws Exception {
    try {
      life.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    }
  }

  private void live(Sequence sequence, Map<String, String> properties) {
    sequence.live();
    running.writeLock().lock();
    try {
      if (++ended % SEQUENCES_A_RESTART == 0) {
        pollhook.close();
        pollhook = start(properties);
      }
    } finally {
      running.writeLock().unlock();
    }
  }

  private RunningPollhook start(Map<String, String> properties) {
    return RunningPollhook.start(directory, properties);
  }

  private Map<String, String> properties(Dialect dialect) {
    Map<String, String> properties = new TreeMap<>(google.properties());
    properties.put("pollhook.poll.timeout", "2s");
    properties.put("pollhook.callback.timeout", "1s");
    properties.put("pollhook.delivery.retry-schedule", "100ms,200ms,400ms,800ms,1s*200");
    properties.putAll(TestSecrets.PROPERTIES);
    if (dialect == Dialect.POSTGRESQL) {
      properties.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    }
    return properties;
  }

  /** The instances of the currently running program. */
  private final class Instances implements Sequence.Instances {
    @Override
    public long create(String account, String element, String callback, JsonNode polling) {
      running.readLock().lock();
      try {
        boolean consumed = created.getAndIncrement() % 2 == 1;
        ObjectNode body =
            RunningPollhook.body(
                google,
                account,
                element,
                consumed ? "pollhook:oracle" : callback,
                INTERVAL_SECONDS,
                polling);
        body.put("name", callback);
        return pollhook.api().create(body).get("id").asLong();
      } finally {
        running.readLock().unlock();
      }
    }

    @Override
    public void delete(long id) {
      running.readLock().lock();
      try {
        pollhook.api().call("DELETE", "/instances/" + id, null);
      } finally {
        running.readLock().unlock();
      }
    }
  }
}
