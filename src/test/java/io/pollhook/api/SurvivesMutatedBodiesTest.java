package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.api.ApiFixture.Answer;
import io.pollhook.store.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bodies of the seeds with values replaced, keys moved and bytes flipped are answered with 200 or
 * 4xx, and always with JSON.
 */
class SurvivesMutatedBodiesTest {
  private static final int ROUNDS = 1_500;
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "1e999999999",
          "-1e-999999999",
          "\"1e99999999999\"",
          "1e-400",
          "\"\"",
          "\" \"",
          "[]",
          "{}",
          "[[]]",
          "{\"a\":{}}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"********\"",
          "\"\\\"\"",
          "\"{\"",
          "\"[]\"",
          "\"true\"",
          "\"${gmtDate:Q}\"",
          "\"/hubs/a/b?c=${x\"",
          "\"http://[::1\"",
          "\"https://a b\"",
          "99999999999999999999999999",
          "\"%00\"");

  @Test
  void thereIsNoServerError(@TempDir Path directory) throws Exception {
    Random random = new Random(20_261_121);
    try (ApiFixture api = new ApiFixture(directory)) {
      String instance =
          "/instances/" + api.call("POST", "/instances", Seeds.gmail()).json().get("id");
      for (int round = 0; round < ROUNDS; round++) {
        byte[] body = mutated(random);
        Answer answer =
            switch (random.nextInt(3)) {
              case 0 -> api.call("PATCH", instance, body);
              case 1 -> api.call("PUT", instance, body);
              default -> api.call("POST", "/instances", body);
            };
        assertThat(answer.status())
            .as("%s%n→ %s", new String(body, StandardCharsets.UTF_8), answer.http().body())
            .isIn(200, 400, 404);
        assertThat(answer.json().has("message")).isEqualTo(answer.status() != 200);
        assertThat(answer.http().body()).doesNotContain(Seeds.API_SECRET);
      }
      assertThat(api.get("/instances?pageSize=2000").status()).isEqualTo(200);
      assertThat(api.get(instance).status()).isEqualTo(200);
    }
  }

  private static byte[] mutated(Random random) {
    ObjectNode body = random.nextBoolean() ? Seeds.gmail() : Seeds.googlesuite();
    for (int i = random.nextInt(3); i >= 0; i--) {
      replaceOne(body, random);
    }
    byte[] bytes = Json.text(body).getBytes(StandardCharsets.US_ASCII);
    if (random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void replaceOne(ObjectNode body, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(body, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    JsonNode value = Json.parse(VALUES.get(random.nextInt(VALUES.size())));
    if (container instanceof ArrayNode array) {
      array.add(value);
    } else if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      if (names.isEmpty() || random.nextInt(10) == 0) {
        object.set(value.asText(), value);
      } else {
        String name = names.get(random.nextInt(names.size()));
        object.set(name, value);
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    containers.add(node);
    node.forEach(
        child -> {
          if (child.isContainerNode()) {
            collect(child, containers);
          }
        });
  }
}
