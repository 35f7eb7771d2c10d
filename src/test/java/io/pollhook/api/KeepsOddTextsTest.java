package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, tags and values are returned as they were sent. */
class KeepsOddTextsTest {
  private static final List<String> TEXTS =
      List.of(
          "\u0000",
          "a\u0000b",
          "\ud800",
          "\udc00x",
          "<INSTANCE_NAME>",
          "1 < 2 & \"3\"",
          "\ttab\r\n",
          "ünï 😀 \u202e",
          " leading");

  @Test
  void namesTagsAndValuesAreKept(@TempDir Path directory) throws Exception {
    try (ApiFixture api = new ApiFixture(directory)) {
      for (String text : TEXTS) {
        ObjectNode seed = Seeds.gmail();
        seed.put("name", text + "!");
        seed.putArray("tags").add(text);
        seed.withObject("configuration").put("custom", text + "!");

        ObjectNode created = api.call("POST", "/instances", Json.text(seed)).object();
        ObjectNode read = api.get("/instances/" + created.path("id")).object();

        assertThat(read).isEqualTo(created);
        assertThat(read.path("name")).isEqualTo(seed.path("name"));
        assertThat(read.path("tags")).isEqualTo(seed.path("tags"));
        assertThat(read.at("/configuration/custom")).isEqualTo(seed.at("/configuration/custom"));
      }
    }
  }
}
