package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConcurrentChangesTest {
  private static final int CHANGES = 40;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noChangeIsLost(Dialect dialect, @TempDir Path directory) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try (ApiFixture api = new ApiFixture(directory, properties(dialect))) {
      String instance =
          "/instances/" + api.call("POST", "/instances", Seeds.gmail()).json().path("id");
      List<Future<Answer>> answers =
          IntStream.range(0, CHANGES)
              .mapToObj(i -> "{\"configuration\":{\"custom." + i + "\":\"" + i + "\"}}")
              .map(patch -> clients.submit(() -> api.call("PATCH", instance, patch)))
              .toList();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }

      JsonNode configuration = api.get(instance).json().path("configuration");
      assertThat(IntStream.range(0, CHANGES)).allMatch(i -> configuration.has("custom." + i));
    } finally {
      clients.shutdown();
    }
  }

  private static Map<String, String> properties(Dialect dialect) {
    Map<String, String> properties = new HashMap<>(TestSecrets.PROPERTIES);
    if (dialect == Dialect.POSTGRESQL) {
      properties.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    }
    return properties;
  }
}
