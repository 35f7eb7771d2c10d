package io.pollhook.google;

import io.pollhook.loopback.Reply;
import io.pollhook.loopback.Request;
import io.pollhook.loopback.Response;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** A fault in force. */
public final class ActiveFault {
  private final FaultTarget target;
  private final Fault fault;
  private final List<ActiveFault> active;
  private final CountDownLatch cleared = new CountDownLatch(1);
  private int matched;

  ActiveFault(FaultTarget target, Fault fault, List<ActiveFault> active) {
    this.target = target;
    this.fault = fault;
    this.active = active;
  }

  /** Ends the fault and releases the requests that it blocks. */
  public void clear() {
    active.remove(this);
    cleared.countDown();
  }

  /** Returns the number of requests that the fault has hit. */
  public synchronized int hits() {
    return Math.min(Math.max(0, matched - target.toSkip()), target.mostHits());
  }

  /** Returns whether the fault hits a request, and counts it. */
  synchronized boolean hits(Request request, String caller) {
    if (!target.matches(request, caller)) {
      return false;
    }
    int before = hits();
    matched++;
    return hits() > before;
  }

  Reply reply(Supplier<Response> usual) {
    return fault.reply(usual, cleared);
  }
}
