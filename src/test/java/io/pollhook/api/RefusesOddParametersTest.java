package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.secret.TestSecrets;
import io.pollhook.store.Dialect;
import io.pollhook.store.TestDatabases;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Texts that a database cannot store or a number cannot have are the client's mistake, not the
 * server's.
 */
class RefusesOddParametersTest {
  private static final List<String> ODD =
      List.of(
          "%00",
          "a%00b",
          "%ff",
          "%ed%a0%80",
          "%e2%80%ae",
          "%7f",
          "99999999999999999999",
          "1e9",
          "-1",
          "1e99999999999",
          "%F0%9F%98%80",
          "%27%3B--",
          "%25",
          "x".repeat(4_000));

  private static final List<String> CALLS =
      List.of(
          "GET /elements/@",
          "GET /elements/@/oauth/url",
          "POST /elements/@/instances",
          "GET /instances?pageSize=@",
          "GET /instances?nextPage=@",
          "GET /instances?searchText=@",
          "GET /instances?tags[]=@",
          "GET /instances?hydrate=@",
          "GET /instances/@",
          "PATCH /instances/@",
          "DELETE /instances/@",
          "PUT /instances/@/enabled",
          "GET /instances/@/configuration",
          "GET /instances/@/events",
          "GET /instances/events?nextPage=@",
          "GET /instances/events?pageSize=@",
          "GET /instances/events/@",
          "GET /instances/1/events/@",
          "GET /instances/@/event-poller-records",
          "DELETE /instances/1?revoke=@");

  @ParameterizedTest
  @EnumSource
  void thereIsNoServerError(Dialect dialect, @TempDir Path directory) throws Exception {
    Map<String, String> properties = new HashMap<>(TestSecrets.PROPERTIES);
    if (dialect == Dialect.POSTGRESQL) {
      properties.put("pollhook.database.url", TestDatabases.postgresqlUrl());
    }
    try (ApiFixture api = new ApiFixture(directory, properties)) {
      for (String call : CALLS) {
        for (String odd : ODD) {
          String[] methodAndPath = call.replace("@", odd).split(" ", 2);
          Answer answer = api.call(methodAndPath[0], methodAndPath[1], "{}");

          assertThat(answer.status())
              .as("%s%n→ %s", call.replace("@", odd), answer.http().body())
              .isBetween(200, 499);
        }
      }
    }
  }
}
