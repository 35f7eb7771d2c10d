package io.pollhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import io.pollhook.store.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    void write(OutputStream out) throws IOException;
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
    try (RawCallback callback = new RawCallback("HTTP/1.1 200 OK\r\n", rest);
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
        answer("a status line that drips", StatusDecidesTest::drip),
        answer("bytes that are not HTTP", out -> endless(out, "\u0000\u0001\u0002")),
        answer("a closed connection", out -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("noAnswers")
  void incompleteResponseFailsTheAttemptWithinTheTimeout(String name, Rest rest)
      throws IOException {
    try (RawCallback callback = new RawCallback("", rest);
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

  private static Map<String, String> url(RawCallback callback) {
    return Map.of(
        InstanceConfiguration.CALLBACK_URL,
        "http://127.0.0.1:" + callback.server.getLocalPort() + "/");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void endless(OutputStream out, String text) throws IOException {
    byte[] some = text.repeat(100).getBytes(StandardCharsets.ISO_8859_1);
    while (!Thread.currentThread().isInterrupted()) {
      out.write(some);
    }
  }

  private static void hang(OutputStream out, String text) throws IOException {
    write(out, text);
    pause(60_000);
  }

  private static void drip(OutputStream out) throws IOException {
    for (char c : "HTTP/1.1 200 OK and a reason as long as this".toCharArray()) {
      write(out, String.valueOf(c));
      pause(100);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends the same bytes on each connection, whatever the request. */
  private static final class RawCallback implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RawCallback(String statusLine, Rest rest) throws IOException {
      threads.execute(
          () -> {
            try {
              while (true) {
                Socket socket = server.accept();
                threads.execute(() -> answer(socket, statusLine, rest));
              }
            } catch (IOException e) {
              // closed
            }
          });
    }

    private static void answer(Socket socket, String statusLine, Rest rest) {
      try (socket) {
        if (socket.getInputStream().read(new byte[64 << 10]) > 0) {
          write(socket.getOutputStream(), statusLine);
          rest.write(socket.getOutputStream());
          socket.shutdownOutput();
          pause(100);
        }
      } catch (IOException e) {
        // the caller has closed
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      threads.shutdownNow();
    }
  }
}
