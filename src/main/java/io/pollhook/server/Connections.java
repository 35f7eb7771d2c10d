package io.pollhook.server;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The open connections, a bounded number. One that asks for nothing yet, or whose request is not
 * admitted yet, waits: it is closed when its time is over, or for a new one if there are too many,
 * the one that waits longest first. So a stranger who opens connections displaces strangers.
 */
final class Connections {
  /** From the connection to the end of the first request's header, and a stranger's body. */
  private static final Duration FIRST_REQUEST_WITHIN = Duration.ofSeconds(10);

  /** From an answer to the end of the next request's header. */
  private static final Duration NEXT_REQUEST_WITHIN = Duration.ofSeconds(60);

  private final int most;
  private final LongSupplier nanoTime;
  private final Map<HttpConnection, Long> waitingUntil = new LinkedHashMap<>();
  private final Set<HttpConnection> busy = new HashSet<>();

  /**
   * None yet.
   *
   * @param most how many may be open
   * @param nanoTime a monotonic clock
   */
  Connections(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** A new connection takes the place of the one that waits longest, if there is no other place. */
  void opened(HttpConnection connection) {
    HttpConnection displaced = add(connection);
    if (displaced != null) {
      displaced.close();
    }
    if (displaced != connection) {
      connection.closeHandler(closed -> remove(connection));
    }
  }

  private synchronized HttpConnection add(HttpConnection connection) {
    HttpConnection displaced = null;
    if (open() >= most) {
      if (waitingUntil.isEmpty()) {
        return connection;
      }
      Iterator<HttpConnection> longestFirst = waitingUntil.keySet().iterator();
      displaced = longestFirst.next();
      longestFirst.remove();
    }
    waitingUntil.put(connection, nanoTime.getAsLong() + FIRST_REQUEST_WITHIN.toNanos());
    return displaced;
  }

  /** A request was admitted: the connection is left alone until its answer is there. */
  synchronized void busy(HttpConnection connection) {
    if (waitingUntil.remove(connection) != null) {
      busy.add(connection);
    }
  }

  /** The request was answered: the connection waits for the next one. */
  synchronized void idle(HttpConnection connection) {
    if (busy.remove(connection) || waitingUntil.remove(connection) != null) {
      waitingUntil.put(connection, nanoTime.getAsLong() + NEXT_REQUEST_WITHIN.toNanos());
    }
  }

  private synchronized void remove(HttpConnection connection) {
    waitingUntil.remove(connection);
    busy.remove(connection);
  }

  /** How many there are. */
  synchronized int open() {
    return waitingUntil.size() + busy.size();
  }

  /** Closes those whose time is over. */
  void closeLate() {
    late().forEach(HttpConnection::close);
  }

  private synchronized List<HttpConnection> late() {
    long now = nanoTime.getAsLong();
    List<HttpConnection> late = new ArrayList<>();
    waitingUntil.forEach(
        (connection, until) -> {
          if (until - now <= 0) {
            late.add(connection);
          }
        });
    return late;
  }
}
