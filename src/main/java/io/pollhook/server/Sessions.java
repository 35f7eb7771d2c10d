package io.pollhook.server;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Knows the people who signed in, and so need not send the account's secrets. */
public interface Sessions {
  /** Nobody signs in. */
  Sessions NONE = call -> Future.succeededFuture(false);

  /** Whether a call comes from someone who is signed in; the call is paused meanwhile. */
  Future<Boolean> isSignedIn(RoutingContext call);
}
