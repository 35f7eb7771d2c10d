package io.pollhook.google;

import io.pollhook.loopback.PathPattern;
import io.pollhook.loopback.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The requests received, in order. */
public final class RequestLog {

  /**
   * A request received.
   *
   * @param account the caller's address; empty if there is none
   * @param at when it was received, by the stand-in's clock
   */
  public record Received(Request request, String account, Instant at) {}

  private final Clock clock;
  private final List<Received> requests = new ArrayList<>();

  RequestLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void add(Request request, String account) {
    requests.add(new Received(request, account, clock.instant()));
  }

  /** Returns all requests so far. */
  public synchronized List<Received> all() {
    return List.copyOf(requests);
  }

  /** Returns the requests of a route; see {@link PathPattern}. */
  public synchronized List<Received> on(String pattern) {
    PathPattern route = PathPattern.of(pattern);
    return requests.stream()
        .filter(r -> route.matches(r.request().method(), r.request().path()))
        .toList();
  }

  /** Returns the number of requests of a route. */
  public int count(String pattern) {
    return on(pattern).size();
  }

  /** Returns the number of requests of a route by an account. */
  public int count(String pattern, String account) {
    return (int) on(pattern).stream().filter(r -> r.account().equals(account)).count();
  }

  /** Forgets all requests. */
  public synchronized void clear() {
    requests.clear();
  }
}
