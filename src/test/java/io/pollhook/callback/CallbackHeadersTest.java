package io.pollhook.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"X-A\": \"1\", \"X-B\": \"a, b\"}",
        "X-A: 1\nX-B: a, b\n",
        "X-A:1\r\n\r\nX-B:a, b",
        "X-A: 1, X-B: a, b",
        "X-A: 1; X-B: a, b",
        "X-A=1; X-B=a, b",
        "X-A=1,X-B=a, b",
      })
  void allCommonNotationsAreRead(String written) {
    assertThat(read(TextNode.valueOf(written))).isEqualTo(Map.of("X-A", "1", "X-B", "a, b"));
  }

  @Test
  void headersMayBeAnObject() {
    JsonNode object = Json.parse("{\"X-A\": \"1\", \"X-B\": 2}");

    assertThat(read(object)).isEqualTo(Map.of("X-A", "1", "X-B", "2"));
  }

  @Test
  void separatorsInAValueAreKept() {
    assertThat(read(TextNode.valueOf("Cookie: a=b; c=d"))).isEqualTo(Map.of("Cookie", "a=b; c=d"));
    assertThat(read(TextNode.valueOf("Authorization: Bearer a=,b==")))
        .isEqualTo(Map.of("Authorization", "Bearer a=,b=="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}"})
  void headersMayBeEmpty(String written) {
    assertThat(read(TextNode.valueOf(written))).isEmpty();
  }

  @Test
  void reservedHeadersAreIgnored() {
    String written =
        """
        Content-Type: text/plain
        content-length: 1
        Host: internal
        Connection: close
        Transfer-Encoding: chunked
        Content-Encoding: gzip
        Elements-Webhook-Id: other
        elements-webhook-signature: other
        CamelHttpUri: http://internal/
        Proxy-Authorization: x
        X-Mine: 1
        """;

    assertThat(read(TextNode.valueOf(written))).isEqualTo(Map.of("X-Mine", "1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "{\"X-A\": \"secret",
        "X A: secret",
        "{\"X-A\": \"secret\\r\\nX-B: 1\"}"
      })
  void unreadableHeadersAreRefusedWithoutQuotingTheirValue(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(TextNode.valueOf(written)))
        .withMessageContaining(InstanceConfiguration.CALLBACK_HEADERS)
        .withMessageNotContaining("secret");
  }

  private static Map<String, String> read(JsonNode written) {
    ObjectNode values = Json.MAPPER.createObjectNode();
    values.set(InstanceConfiguration.CALLBACK_HEADERS, written);
    return CallbackHeaders.read(new InstanceConfiguration(values));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ", ", "a", " ", "a=", "a:b,", "a:b, c", "; a", "=", "{"})
  void headersAreReadInLinearTime(String part) {
    String written = "X-A: " + part.repeat(65_000 / part.length());
    assertTimeout(
        Duration.ofSeconds(1),
        () -> {
          try {
            read(TextNode.valueOf(written));
            read(TextNode.valueOf(written.substring(5)));
          } catch (IllegalArgumentException refused) {
            // in time
          }
        });
  }
}
