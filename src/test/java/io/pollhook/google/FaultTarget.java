package io.pollhook.google;

import io.pollhook.loopback.PathPattern;
import io.pollhook.loopback.Request;
import java.util.List;

/** Which requests are to fail; {@link #fail} puts a fault in force for them. */
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

  /** Only requests of this account, by its address. */
  public FaultTarget forAccount(String email) {
    account = email;
    return this;
  }

  /** Leaves the first such requests alone. */
  public FaultTarget after(int requests) {
    toSkip = requests;
    return this;
  }

  /** Hits so many requests and no more; otherwise all until cleared. */
  public FaultTarget times(int requests) {
    mostHits = requests;
    return this;
  }

  /** Puts a fault in force for these requests. */
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
