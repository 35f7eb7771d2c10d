package io.pollhook.process;

import static io.pollhook.callback.RawCallback.drip;
import static io.pollhook.callback.RawCallback.endless;
import static io.pollhook.callback.RawCallback.hang;
import static io.pollhook.callback.RawCallback.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.callback.RawCallback;
import io.pollhook.secret.TestSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callbacks that answer as an attacker would, three of each kind at once, take a bounded part of
 * 256 MB of heap, and delay no other account's events beyond ten seconds.
 */
@Tag("endurance")
class WithstandsCallbacksIT {
  private static final int OF_EACH = 3;
  private static final int CHANGES = 10;
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @TempDir Path directory;

  private static Map<String, RawCallback.Behaviour> behaviours() {
    Map<String, RawCallback.Behaviour> all = new LinkedHashMap<>();
    all.put("an endless body", (socket, out) -> endless(out, OK + "\r\nand so on"));
    all.put("a body that drips", (socket, out) -> drip(out, OK + "\r\n" + "x".repeat(500)));
    all.put("a body that hangs", (socket, out) -> hang(out, OK + "Content-Length: 9\r\n\r\nx"));
    all.put("headers that drip", (socket, out) -> drip(out, OK + "X: y\r\n".repeat(90)));
    all.put("headers without end", (socket, out) -> endless(out, OK + "X-A: b\r\n"));
    all.put("60 kB of headers", (socket, out) -> write(out, OK + "X: " + "y".repeat(60_000)));
    all.put("a status line without end", (socket, out) -> endless(out, "HTTP/1.1 200 OKOK"));
    all.put("1xx without end", (socket, out) -> endless(out, "HTTP/1.1 102 Processing\r\n\r\n"));
    all.put("100-continue", (socket, out) -> hang(out, "HTTP/1.1 100 Continue\r\n\r\n"));
    all.put("no answer", (socket, out) -> hang(out, ""));
    all.put("no HTTP", (socket, out) -> endless(out, "\u0000\u0001\u0002"));
    all.put("RST at once", (socket, out) -> reset(socket));
    all.put("RST after the status", (socket, out) -> resetAfter(socket, out, "HTTP/1.1 2"));
    all.put("RST in the body", (socket, out) -> resetAfter(socket, out, OK + "\r\nx"));
    all.put("a gzip bomb", (socket, out) -> bomb(out));
    all.put("no TLS", (socket, out) -> hang(out, ""));
    return all;
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static void resetAfter(Socket socket, OutputStream out, String text) throws IOException {
    write(out, text);
    reset(socket);
  }

  /** 100 MB in 100 kB. */
  private static void bomb(OutputStream out) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      byte[] zeros = new byte[1 << 20];
      for (int megabyte = 0; megabyte < 100; megabyte++) {
        gzip.write(zeros);
      }
    }
    write(out, "HTTP/1.1 500 No\r\nContent-Encoding: gzip\r\n\r\n");
    out.write(compressed.toByteArray());
  }

  @Test
  void noneFillsTheHeapOrDelaysAnother() throws Exception {
    List<RawCallback> callbacks = new ArrayList<>();
    try (Neighbour neighbour = new Neighbour(directory.resolve("elements"));
        PollhookProcess pollhook = start()) {
      pollhook.awaitReady();
      neighbour.moveIn(pollhook);
      for (Map.Entry<String, RawCallback.Behaviour> kind : behaviours().entrySet()) {
        RawCallback callback = new RawCallback(kind.getValue());
        callbacks.add(callback);
        String scheme = kind.getKey().equals("no TLS") ? "https" : "http";
        for (int i = 0; i < OF_EACH; i++) {
          sendTo(pollhook, neighbour, kind.getKey(), callback.url(scheme).toString());
        }
      }
      for (int change = 0; change < CHANGES; change++) {
        neighbour.changes();
      }
      await().until(() -> callbacks.stream().allMatch(callback -> callback.requests() >= OF_EACH));
      neighbour.changes();
      assertThat(pollhook.health("ready")).isEqualTo(200);
      assertThat(pollhook.output()).doesNotContain("OutOfMemoryError");
      System.out.printf(
          "%d abusive callbacks: %s; RSS %d MiB, %d ms of CPU%n",
          callbacks.size() * OF_EACH,
          neighbour.experience(),
          pollhook.residentMebibytes(),
          pollhook.cpuTime().toMillis());
    } finally {
      for (RawCallback callback : callbacks) {
        callback.close();
      }
    }
  }

  private PollhookProcess start() {
    Map<String, String> properties = new TreeMap<>(TestSecrets.PROPERTIES);
    properties.put("pollhook.callback.timeout", "3s");
    return PollhookProcess.startWith(List.of("-Xmx256m"), directory, properties);
  }

  /** An instance that polls nothing, and a notification to test its callback with. */
  private static void sendTo(
      PollhookProcess pollhook, Neighbour neighbour, String name, String url) {
    ObjectNode body = Neighbour.body(neighbour.receiver(), "neighbour", "small", false);
    body.put("name", name);
    body.withObject("configuration")
        .put("event.notification.callback.url", url)
        .remove("event.poller.configuration");
    String id = pollhook.api().create(body).path("id").asText();
    int status =
        pollhook.api().call("POST", "/instances/" + id + "/test-notification", null).statusCode();
    assertThat(status).isEqualTo(202);
  }
}
