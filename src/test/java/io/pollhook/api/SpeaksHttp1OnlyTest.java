package io.pollhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.server.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** HTTP/2 without TLS (h2c) would only be another protocol to abuse. */
class SpeaksHttp1OnlyTest extends SharedApiTest {
  @Test
  void upgradeIsNotOffered() throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      client.send(
          """
          GET /observe/health/live HTTP/1.1
          Host: x
          Connection: Upgrade, HTTP2-Settings
          Upgrade: h2c
          HTTP2-Settings: AAMAAABkAAQAAP__

          """);

      assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void priorKnowledgeIsRefused() throws IOException {
    try (RawClient client = new RawClient(api.port())) {
      client.send("PRI * HTTP/2.0\n\nSM\n\n").send(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});

      assertThat(client.answer()).contains(" 501 ");
    }
  }
}
