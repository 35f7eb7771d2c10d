package io.pollhook.google;

import io.pollhook.loopback.PathPattern;
import io.pollhook.loopback.Request;
import java.util.List;

/** Selects the requests that fail; {@link #fail} activates a fault for them. */
public final class FaultTarget {
  private final PathPattern pattern;
  private final List<ActiveFault> active;
  private String account = "";
  private int toSkip;
  private int mostHits = Integer.MAX_VALUE;

  FaultTarget(String pattern, List<ActiveFault> active) {
    this.pattern = PathPattern.of(pattern);
    this.active = active;
  }

  /** Selects only requests of this account, by its address. */
  public FaultTarget forAccount(String email) {
    account = email;
    return this;
  }

  /** Leaves out the first matching requests. */
  public FaultTarget after(int requests) {
    toSkip = requests;
    return this;
  }

  /** Limits the number of requests hit; without a limit, all are hit until the fault is cleared. */
  public FaultTarget times(int requests) {
    mostHits = requests;
    return this;
  }

  /** Activates a fault for these requests. */
  public ActiveFault fail(Fault fault) {
    ActiveFault added = new ActiveFault(this, fault, active);
    active.add(added);
    return added;
  }

  boolean matches(Request request, String caller) {
    return pattern.matches(request.method(), request.path())
        && (account.isEmpty() || account.equals(caller));
  }

  int toSkip() {
    return toSkip;
  }

  int mostHits() {
    return mostHits;
  }
}
