package io.pollhook.google;

import io.pollhook.loopback.PathPattern;
import io.pollhook.loopback.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The requests received, in their order. */
public final class RequestLog {

  /**
   * A request received.
   *
   * @param account the address of the caller, empty where there is none
   * @param at when it came, by the stand-in's clock
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

  /** All requests so far. */
  public synchronized List<Received> all() {
    return List.copyOf(requests);
  }

  /** The requests of a route; see {@link PathPattern}. */
  public synchronized List<Received> on(String pattern) {
    PathPattern route = PathPattern.of(pattern);
    return requests.stream()
        .filter(r -> route.matches(r.request().method(), r.request().path()))
        .toList();
  }

  /** How many requests of a route there were. */
  public int count(String pattern) {
    return on(pattern).size();
  }

  /** How many requests of a route an account made. */
  public int count(String pattern, String account) {
    return (int) on(pattern).stream().filter(r -> r.account().equals(account)).count();
  }

  /** Forgets all requests. */
  public synchronized void clear() {
    requests.clear();
  }
}
