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
 * Who makes a call.
 *
 * @param account whether both secrets of the account came
 * @param instance the instance whose token came
 */
public record Caller(boolean account, Optional<Instance> instance) {
  /** Anyone, who may make the calls that need no credentials. */
  public static final Caller STRANGER = new Caller(false, Optional.empty());

  /** Someone who has shown both secrets. */
  static final Caller ACCOUNT = new Caller(true, Optional.empty());

  private static final String KEY = "caller";

  /** The caller of the request that a message was made from; a stranger if no one admitted it. */
  public static Caller of(Message message) {
    return of(message.getHeader(VertxPlatformHttpConstants.AUTHENTICATED_USER, User.class));
  }

  static Caller of(RoutingContext call) {
    return of(call.user());
  }

  private static Caller of(User user) {
    return user == null ? STRANGER : (Caller) user.principal().getMap().get(KEY);
  }

  /** Whether no credentials came. */
  public boolean isStranger() {
    return !account && instance.isEmpty();
  }

  /** Lets handlers and routes know who makes the call; Camel passes a call's user on. */
  @SuppressWarnings("deprecation") // what Vert.x 5 has in its place is internal in 4.5
  void enter(RoutingContext call) {
    call.setUser(User.create(new JsonObject(Map.of(KEY, this))));
  }

  /** Shows no secret, wherever it is logged. */
  @Override
  public String toString() {
    return "Caller[account=" + account + ", instance=" + instance.map(Instance::id) + "]";
  }
}
