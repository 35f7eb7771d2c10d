package io.pollhook.server;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Recognizes people who have signed in and therefore need not send the account's secrets. */
public interface Sessions {
  /** Nobody signs in. */
  Sessions NONE = call -> Future.succeededFuture(false);

  /** Returns whether the caller is signed in; the call is paused until the result is known. */
  Future<Boolean> isSignedIn(RoutingContext call);
}
