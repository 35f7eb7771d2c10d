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
 * Limits the number of open connections. A connection without an admitted request is waiting: it is
 * closed after a timeout, or to make room for a new one, longest wait first. A stranger who opens
 * many connections therefore displaces only strangers.
 */
final class Connections {
  /** The maximum number of connections of a server. */
  static final int MOST = 500;

  /** The time from the connection to the end of the first header, and of a stranger's body. */
  private static final Duration FIRST_REQUEST_WITHIN = Duration.ofSeconds(10);

  /** The time from a response to the end of the next request's header. */
  private static final Duration NEXT_REQUEST_WITHIN = Duration.ofSeconds(60);

  private final int most;
  private final LongSupplier nanoTime;
  private final Map<HttpConnection, Long> waitingUntil = new LinkedHashMap<>();
  private final Set<HttpConnection> busy = new HashSet<>();

  /**
   * Starts without connections.
   *
   * @param most the maximum number of open connections
   * @param nanoTime a monotonic clock
   */
  Connections(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** Adds a new connection; if there are too many, it displaces the one that has waited longest. */
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

  /** Protects the connection of an admitted request until the response has been sent. */
  synchronized void busy(HttpConnection connection) {
    if (waitingUntil.remove(connection) != null) {
      busy.add(connection);
    }
  }

  /** Records that the response was sent: the connection waits for the next request. */
  synchronized void idle(HttpConnection connection) {
    if (busy.remove(connection) || waitingUntil.remove(connection) != null) {
      waitingUntil.put(connection, nanoTime.getAsLong() + NEXT_REQUEST_WITHIN.toNanos());
    }
  }

  private synchronized void remove(HttpConnection connection) {
    waitingUntil.remove(connection);
    busy.remove(connection);
  }

  /** The number of open connections. */
  synchronized int open() {
    return waitingUntil.size() + busy.size();
  }

  /** Closes the connections that have waited too long. */
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
