package io.pollhook.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pollhook.http.RawServer;
import io.pollhook.process.Ports;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BareLoopTest {
  @TempDir Path directory;
  private Path notification;

  @BeforeEach
  void writeNotification() throws IOException {
    notification = Files.writeString(directory.resolve("notification.json"), "0123456789");
  }

  private long measure(int port) throws Exception {
    return BareLoop.measure("http://127.0.0.1:" + port, 2, 40, 10, 1, 5, notification);
  }

  @Test
  void failedCallEndsTheProcessWithAnError() {
    int nobody = Ports.free();

    assertThatThrownBy(() -> measure(nobody)).hasMessageContaining("bare loop failed");
  }

  @Test
  void callOnAConnectionThatTheServerHadClosedIsRepeated() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (RawServer server = new RawServer(out -> answerEverySecond(calls.getAndIncrement(), out))) {
      assertThat(measure(server.port())).isPositive();
    }
  }

  /** Closes the connection in all other cases, although the client was allowed to keep it. */
  private static void answerEverySecond(int call, OutputStream out) throws IOException {
    if (call % 2 == 1) {
      throw new EOFException("closed");
    }
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
  }
}
