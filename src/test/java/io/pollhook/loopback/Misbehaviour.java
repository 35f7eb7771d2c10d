package io.pollhook.loopback;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ways in which a server can fail below the level of HTTP. */
public final class Misbehaviour {
  private static final int SLOW_PARTS = 20;

  private Misbehaviour() {}

  /** Breaks the connection instead of answering. */
  public static Reply reset() {
    return Exchange::reset;
  }

  /** Does not answer until released or until {@code longest} has passed. */
  public static Reply hang(CountDownLatch released, Duration longest, Reply then) {
    return exchange -> {
      released.await(longest.toMillis(), TimeUnit.MILLISECONDS);
      then.sendOn(exchange);
    };
  }

  /** Sends the headers at once and the body in small pieces over {@code duration}. */
  public static Reply slow(Response response, Duration duration) {
    return exchange -> {
      OutputStream out = exchange.begin(response.status(), response.sizedHeaders());
      byte[] body = response.body();
      int part = Math.max(1, body.length / SLOW_PARTS);
      for (int from = 0; from < body.length; from += part) {
        out.write(body, from, Math.min(part, body.length - from));
        out.flush();
        TimeUnit.MILLISECONDS.sleep(duration.toMillis() / SLOW_PARTS);
      }
    };
  }

  /** Never stops sending: a JSON string without an end. */
  public static Reply endless() {
    byte[] filler = new byte[8192];
    Arrays.fill(filler, (byte) 'x');
    return exchange -> {
      OutputStream out =
          exchange.begin(200, Map.of("Content-Type", "application/json; charset=UTF-8"));
      out.write("{\"kind\":\"".getBytes(StandardCharsets.US_ASCII));
      while (!Thread.currentThread().isInterrupted()) {
        out.write(filler); // fails, and so ends, once the caller hangs up
        out.flush();
      }
    };
  }

  /** Announces the whole body, sends half of it and breaks the connection. */
  public static Reply truncated(Response response) {
    return exchange -> {
      OutputStream out = exchange.begin(response.status(), response.sizedHeaders());
      out.write(response.body(), 0, response.body().length / 2);
      out.flush();
      exchange.reset();
    };
  }

  /** A well-formed response whose JSON is cut off. */
  public static Response brokenJson(Response response) {
    return response.withBody(Arrays.copyOf(response.body(), response.body().length / 2));
  }
}
