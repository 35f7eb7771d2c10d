package io.pollhook.google;

import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The active faults. If several match a request, the oldest one hits it. */
final class Faults {
  private final List<ActiveFault> active = new CopyOnWriteArrayList<>();

  FaultTarget on(String pattern) {
    return new FaultTarget(pattern, active);
  }

  void clear() {
    active.forEach(ActiveFault::clear);
  }

  /** Returns the reply to a request: the usual one, unless a fault hits it. */
  Reply reply(Request request, String account, Supplier<Response> usual) {
    return active.stream()
        .filter(fault -> fault.hits(request, account))
        .findFirst()
        .map(fault -> fault.reply(usual))
        .orElseGet(usual);
  }
}
