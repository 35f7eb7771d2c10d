package io.pollhook.server;

import io.pollhook.provisioning.Problem;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the wrong secrets per address, delays the responses after the first few, and logs them
 * with a limit on the number of lines. Only responses to wrong secrets are delayed: behind a
 * reverse proxy all clients share one address.
 */
public final class WrongSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(WrongSecrets.class);

  private static final int AT_ONCE = 10;
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Duration ONE_IS_FORGIVEN_AFTER = Duration.ofSeconds(6);

  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final int LINES = 10;
  private static final int ADDRESSES = 10_000;

  private final LongSupplier nanoTime;
  private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true);
  private long linesSince;
  private int lines;

  /**
   * Starts without any wrong secrets.
   *
   * @param nanoTime a monotonic clock
   */
  public WrongSecrets(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.linesSince = nanoTime.getAsLong();
  }

  /** The wrong secrets of one address. */
  private static final class Count {
    private double wrong;
    private long at; // the monotonic clock may start below zero
    private boolean logged;
    private long loggedAt;
    private int sinceLogged;

    Count(long now) {
      at = now;
    }
  }

  /** Refuses a call with a wrong secret; the delay grows with their number. */
  public void refuse(RoutingContext call, Problem problem) {
    Duration wait = count(call.request().remoteAddress().hostAddress(), problem.getMessage());
    if (wait.isZero()) {
      Answers.refuse(call, problem);
    } else {
      call.vertx().setTimer(wait.toMillis(), over -> Answers.refuse(call, problem));
    }
  }

  /** Counts a wrong secret and returns the delay of its response. */
  synchronized Duration count(String address, String which) {
    long now = nanoTime.getAsLong();
    Count count = counts.computeIfAbsent(network(address), unknown -> new Count(now));
    if (counts.size() > ADDRESSES) {
      counts.remove(counts.keySet().iterator().next()); // the least recently used one
    }
    double forgiven = (now - count.at) / (double) ONE_IS_FORGIVEN_AFTER.toNanos();
    count.wrong = Math.max(0, count.wrong - forgiven) + 1;
    count.at = now;
    log(count, now, address, which);
    double beyond = Math.max(0, Math.floor(count.wrong) - AT_ONCE);
    return Duration.ofMillis(
        (long) Math.min(beyond * STEP.toMillis(), (double) LONGEST.toMillis()));
  }

  private void log(Count count, long now, String address, String which) {
    count.sinceLogged++;
    if (now - linesSince >= BETWEEN_LINES.toNanos()) {
      linesSince = now;
      lines = 0;
    }
    boolean quiet = count.logged && now - count.loggedAt < BETWEEN_LINES.toNanos();
    if (quiet || lines == LINES) {
      return;
    }
    lines++;
    LOG.warn(
        "a request from {} was refused: {}; {} such requests since the last line about this"
            + " address. If they continue, their responses are delayed by up to {} s",
        address,
        which,
        count.sinceLogged,
        LONGEST.toSeconds());
    count.logged = true;
    count.loggedAt = now;
    count.sinceLogged = 0;
  }

  /** An owner of one IPv6 address usually has a whole /64. */
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(Arrays.copyOf(bytes, 8));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
