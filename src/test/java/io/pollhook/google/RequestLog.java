package io.pollhook.google;

import io.pollhook.loopback.PathPattern;
import io.pollhook.loopback.Request;
import java.util.ArrayList;
import java.util.List;

/** The requests received, in their order. */
public final class RequestLog {

  /**
   * A request received.
   *
   * @param account the address of the caller, empty where there is none
   */
  public record Received(Request request, String account) {}

  private final List<Received> requests = new ArrayList<>();

  synchronized void add(Request request, String account) {
    requests.add(new Received(request, account));
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
