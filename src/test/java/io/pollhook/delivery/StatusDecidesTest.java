package io.pollhook.delivery;

import static io.pollhook.callback.RawCallback.drip;
import static io.pollhook.callback.RawCallback.endless;
import static io.pollhook.callback.RawCallback.hang;
import static io.pollhook.callback.RawCallback.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.callback.RawCallback;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * If a callback's response is broken after its status line, the status still decides, and quickly.
 */
class StatusDecidesTest {
  private static final Map<String, String> ONE_SECOND = Map.of("pollhook.callback.timeout", "1s");

  /** Writes the rest of a response after its status line. */
  interface Rest {
    void write(OutputStream out) throws IOException, InterruptedException;
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("300 headers", out -> write(out, "X-A: b\r\n".repeat(300) + "\r\n")),
        answer("60 kB in one header", out -> write(out, "X: " + "a".repeat(60_000) + "\r\n\r\n")),
        answer("endless headers", out -> endless(out, "X-Header: and so on\r\n")),
        answer("an endless header", out -> endless(out, "aaaaaaaaaaaaaaaaaaaaaaaaa")),
        answer("headers that break off", out -> write(out, "X-A: b\r\nX-")),
        answer("an invalid length", out -> write(out, "Content-Length: many\r\n\r\n")),
        answer(
            "an unknown framing",
            out -> write(out, "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")),
        answer("an unknown encoding", out -> write(out, "Content-Encoding: x\r\n\r\nbody")),
        answer("lines that are not headers", out -> write(out, "no header\r\n\r\n")),
        answer("a body too short", out -> write(out, "Content-Length: 100\r\n\r\nshort")),
        answer("a broken chunk", out -> write(out, "Transfer-Encoding: chunked\r\n\r\nzz\r\n")),
        answer("an endless body", out -> endless(out, "\r\nbody and so on")),
        answer("a body that hangs", out -> hang(out, "Content-Length: 100\r\n\r\nsome")));
  }

  private static Arguments answer(String name, Rest rest) {
    return Arguments.of(name, rest);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void successStatusDecidesWhateverFollowsIt(String name, Rest rest) throws IOException {
    try (RawCallback callback = success(rest);
        DeliveryFixture fixture =
            new DeliveryFixture(Dialect.SQLITE, ONE_SECOND, SystemDefaultDnsResolver.INSTANCE)) {
      Instance instance = fixture.instance(url(callback));

      String id = fixture.append(instance, 1).get(0);
      fixture.awaitDelivered(instance);

      List<AttemptRecord> attempts = fixture.delivery.attempts().of(id);
      assertThat(attempts).extracting(AttemptRecord::statusCode).containsExactly(200);
    }
  }

  static Stream<Arguments> noAnswers() {
    return Stream.of(
        answer(
            "interim answers without end", out -> endless(out, "HTTP/1.1 102 Processing\r\n\r\n")),
        answer("headers that hang", out -> hang(out, "HTTP/1.1 200 OK\r\nX-A: b\r\n")),
        answer("only 100-continue", out -> hang(out, "HTTP/1.1 100 Continue\r\n\r\n")),
        answer("a status line without end", out -> endless(out, "HTTP/1.1 200 OKOKOKOKOKOK")),
        answer(
            "a status line that drips",
            out -> drip(out, "HTTP/1.1 200 OK and a reason as long as this")),
        answer("bytes that are not HTTP", out -> endless(out, "\u0000\u0001\u0002")),
        answer("a closed connection", out -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noAnswers")
  void incompleteResponseFailsTheAttemptWithinTheTimeout(String name, Rest rest)
      throws IOException {
    try (RawCallback callback = callback(rest);
        DeliveryFixture fixture =
            new DeliveryFixture(Dialect.SQLITE, ONE_SECOND, SystemDefaultDnsResolver.INSTANCE)) {
      Instance instance = fixture.instance(url(callback));

      String id = fixture.append(instance, 1).get(0);
      fixture.awaitAttempts(instance, 1);

      AttemptRecord attempt = fixture.delivery.attempts().of(id).get(0);
      assertThat(attempt.statusCode()).isNull();
      assertThat(attempt.error()).isNotEmpty().hasSizeLessThanOrEqualTo(500);
      assertThat(attempt.duration()).isLessThan(Duration.ofSeconds(3));
    }
  }

  private static RawCallback success(Rest rest) throws IOException {
    return callback(
        out -> {
          write(out, "HTTP/1.1 200 OK\r\n");
          rest.write(out);
        });
  }

  private static RawCallback callback(Rest rest) throws IOException {
    return new RawCallback((socket, out) -> rest.write(out));
  }

  private static Map<String, String> url(RawCallback callback) {
    return Map.of(InstanceConfiguration.CALLBACK_URL, callback.url("http").toString());
  }
}
