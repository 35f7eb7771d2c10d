package io.pollhook.server;

import static io.pollhook.server.EdgeFixture.ACCOUNT;
import static io.pollhook.server.EdgeFixture.BODIES;
import static io.pollhook.server.EdgeFixture.CONNECTIONS;
import static io.pollhook.server.EdgeFixture.LONGEST_BODY;
import static io.pollhook.server.EdgeFixture.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsRequestsTest {
  private final EdgeFixture edge = new EdgeFixture();

  @AfterEach
  void close() throws IOException {
    edge.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: User wrong, Organization right-secret\n",
        "Authorization: User right-user-secret, Organization wrong\n",
        "Authorization: User right-user-secret\n",
      })
  void credentialsAreCheckedBeforeTheBodyArrives(String authorization) throws IOException {
    RawClient client = edge.connect().send(post("/instances", 900, authorization) + "{");

    assertThat(client.answer())
        .startsWith("HTTP/1.1 401 ")
        .containsIgnoringCase("connection: close")
        .contains("\"message\":\"Authorization: ");
    assertThat(client.isClosedWithin(5_000)).isTrue();
  }

  @Test
  void refusedClientMaySendItsWholeBodyBeforeReading() throws IOException {
    RawClient client = edge.connect().send(post("/instances", 900, "")).send("x".repeat(900));

    assertThat(client.answer()).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void bodyIsRead() throws IOException {
    RawClient client = edge.connect().send(post("/instances", 900, ACCOUNT));
    client.send("x".repeat(400)).send("x".repeat(500));

    assertThat(client.answer()).startsWith("HTTP/1.1 200 ").endsWith("read 900 bytes");
    assertThat(client.isClosedWithin(200)).isFalse();
  }

  @Test
  void eachOfTwoSecretsIsAccepted() throws IOException {
    for (String secret : List.of("old-secret", "right-secret")) {
      String account = "Authorization: User right-user-secret, Organization " + secret + "\n";
      RawClient client = edge.connect().send(post("/instances", 1, account) + "x");

      assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void clientExpectingContinueMaySendItsBody() throws IOException {
    String headers = ACCOUNT + "Expect: 100-continue\n";
    RawClient client = edge.connect().send(post("/instances", 3, headers));

    assertThat(client.answer()).startsWith("HTTP/1.1 100 ");
    assertThat(client.send("abc").answer()).endsWith("read 3 bytes");
  }

  @Test
  void clientExpectingContinueMayNotSendTooMuch() throws IOException {
    String headers = ACCOUNT + "Expect: 100-continue\n";
    RawClient client = edge.connect().send(post("/instances", LONGEST_BODY + 1, headers));

    assertThat(client.answer()).startsWith("HTTP/1.1 413 ").contains("at most 1000 bytes");
  }

  @Test
  void bodyWithoutALengthIsBounded() throws IOException {
    RawClient client =
        edge.connect()
            .send("POST /elements/api-v2/instances HTTP/1.1\nHost: x\n" + ACCOUNT)
            .send("Transfer-Encoding: chunked\n\n");
    for (int i = 0; i < 3; i++) {
      client.send("190\n" + "x".repeat(0x190) + "\n");
    }

    assertThat(client.answer()).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void bodiesShareABudgetUntilTheirCallsEnd() throws IOException {
    RawClient first = edge.connect().send(post("/instances", 1_000, ACCOUNT));
    first.send("x".repeat(999));
    RawClient second = edge.connect().send(post("/instances", 1_000, ACCOUNT));
    second.send("x".repeat(BODIES - 999 + 1));

    assertThat(second.answer()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 5");

    first.close();
    Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(this::readsALongBody);
  }

  private void readsALongBody() throws IOException {
    try (RawClient client = edge.connect()) {
      client.send(post("/instances", 1_000, ACCOUNT)).send("x".repeat(1_000));
      assertThat(client.answer()).endsWith("read 1000 bytes");
    }
  }

  @Test
  void strangersDoNotUseTheAccountsBudget() throws IOException {
    RawClient stranger = edge.connect().send(post("/open", 60_000, ""));
    stranger.send("x".repeat(59_999));

    readsALongBody();
    assertThat(stranger.send("x").answer()).endsWith("read 60000 bytes");
  }

  @Test
  void newConnectionDisplacesTheLongestWaitingOne() throws IOException {
    RawClient oldest = edge.connect().send("POST /elements");
    RawClient working = edge.connect().send(post("/instances", 3, ACCOUNT) + "a");
    for (int i = 2; i < CONNECTIONS; i++) {
      edge.connect();
    }
    awaitBusy();
    RawClient newest = edge.connect().send(post("/instances", 1, ACCOUNT) + "x");

    assertThat(newest.answer()).endsWith("read 1 bytes");
    assertThat(oldest.isClosedWithin(5_000)).isTrue();
    assertThat(working.send("bc").answer()).endsWith("read 3 bytes");
  }

  private void awaitBusy() {
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> edge.connections.open() >= 3);
  }

  @Test
  void headerMustArriveInTime() throws IOException {
    RawClient slow = edge.connect().send("POST /elements/api-v2/inst");
    RawClient answered = edge.connect().send(post("/instances", 1, ACCOUNT) + "x");
    assertThat(answered.answer()).endsWith("read 1 bytes");

    edge.nanos.addAndGet(Duration.ofSeconds(11).toNanos());
    edge.connections.closeLate();

    assertThat(slow.isClosedWithin(5_000)).isTrue();
    assertThat(answered.isClosedWithin(200)).isFalse();
  }

  @Test
  void idleConnectionIsClosed() throws IOException {
    RawClient answered = edge.connect().send(post("/instances", 1, ACCOUNT) + "x");
    assertThat(answered.answer()).endsWith("read 1 bytes");

    edge.nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    edge.connections.closeLate();

    assertThat(answered.isClosedWithin(5_000)).isTrue();
  }
}
