package io.pollhook.server;

import io.pollhook.instance.Instance;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;

/**
 * The caller of a request.
 *
 * @param account whether the caller sent both secrets of the account
 * @param instance the instance whose token the caller sent
 */
public record Caller(boolean account, Optional<Instance> instance) {
  /** An anonymous caller, who may make the calls that need no credentials. */
  public static final Caller STRANGER = new Caller(false, Optional.empty());

  /** A caller who has presented both secrets. */
  static final Caller ACCOUNT = new Caller(true, Optional.empty());

  private static final String KEY = "caller";

  /** The caller of the request behind a message; a stranger if the request was not admitted. */
  public static Caller of(Message message) {
    return of(message.getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class));
  }

  static Caller of(RoutingContext call) {
    return of(call.user());
  }

  private static Caller of(User user) {
    return user == null ? STRANGER : (Caller) user.principal().getMap().get(KEY);
  }

  /** Returns whether the caller sent no credentials. */
  public boolean isStranger() {
    return !account && instance.isEmpty();
  }

  /** Stores the caller in the call, whose user Camel passes on to routes. */
  @SuppressWarnings("deprecation") // its replacement in Vert.x 5 is internal in 4.5
  void enter(RoutingContext call) {
    call.setUser(User.create(new JsonObject(Map.of(KEY, this))));
  }

  /** Leaves out secrets, so that the caller can be logged. */
  @Override
  public String toString() {
    return "Caller[account=" + account + ", instance=" + instance.map(Instance::id) + "]";
  }
}
